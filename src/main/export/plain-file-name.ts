/** What every system takes as the name of a file, from what a person called something. */
export function plainFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be in a name
  const plain = name.replaceAll(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim()
  return [...plain].slice(0, 60).join('').trim() || 'Diptych'
}
