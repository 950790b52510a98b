/** The longest prompt the studio takes, in UTF-16 units; models have their own, lower or equal limits. */
export const maxPromptLength = 100_000

/** The largest file that is taken in, in bytes. Providers take no more either. */
export const maxImportBytes = 50 * 1024 * 1024

/** The longest names and notes, in UTF-16 units. */
export const maxTagLength = 100
export const maxCollectionNameLength = 200
export const maxNoteLength = 20_000

/** Of parameters that only some servers know; the widest that any of them documents. */
export const maxNegativePromptLength = 4000
export const maxSeed = 4_294_967_295
export const maxSteps = 150
export const maxGuidance = 30

/** Of what blends the original back in around a mask, in pixels. */
export const maxFeatherPx = 64
