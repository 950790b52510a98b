/** What an experiment is called until a person names it. */
const longestTitle = 80

export function titleFromPrompt(prompt: string): string {
  const line = prompt.trim().split('\n', 1)[0]?.trim() ?? ''
  const letters = [...line]
  return letters.length <= longestTitle
    ? line
    : `${letters
        .slice(0, longestTitle - 1)
        .join('')
        .trimEnd()}…`
}
