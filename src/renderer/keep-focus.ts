/**
 * When what had the focus has left the page, the room takes it: a screen reader says where one is, and the next Tab starts
 * there and not at the window's edge.
 */
export function keepFocus(): void {
  if (document.activeElement === document.body) document.querySelector('main')?.focus({ preventScroll: true })
}
