/** Enough of a prompt to tell it from its neighbours, on one line: for names and alternative texts. */
export function captionOf(typedPrompt: string): string {
  const line = typedPrompt.replace(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${line.slice(0, 120).trimEnd()}…`
}
