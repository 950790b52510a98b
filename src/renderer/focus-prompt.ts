/** The prompt field has one place on screen and is reached from many. */
export const promptFieldId = 'prompt'

/** Puts the cursor at the end of the prompt, once the room that holds it is on screen. */
export function focusPrompt(): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(promptFieldId)
    if (!(field instanceof HTMLTextAreaElement)) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  })
}
