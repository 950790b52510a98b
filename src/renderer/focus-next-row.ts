/**
 * A press that takes its row out of a list takes the focus with it. Called in that press: the keys go on to the same button
 * of the row after it, or of the one before where it was the last.
 */
export function focusNextRow(button: HTMLButtonElement): void {
  const row = button.closest('li')
  const place = buttonsOf(row).indexOf(button)
  const next = row?.nextElementSibling ?? row?.previousElementSibling ?? null
  buttonsOf(next)[place]?.focus()
}

const buttonsOf = (row: Element | null): readonly HTMLButtonElement[] => [...(row?.querySelectorAll('button') ?? [])]
