/** Ways to look at two pictures, in the order of the radio group. */
export const comparisonModes = ['side-by-side', 'wipe', 'overlay', 'difference', 'flicker', 'single'] as const
export type ComparisonMode = (typeof comparisonModes)[number]

export function nextMode(mode: ComparisonMode, by: 1 | -1): ComparisonMode {
  const count = comparisonModes.length
  return comparisonModes[(comparisonModes.indexOf(mode) + by + count) % count] ?? mode
}

/** All but one lay the pictures on each other. */
export const isStacked = (mode: ComparisonMode): boolean => mode !== 'side-by-side'
