/** The longest prompt the studio takes, in UTF-16 units; models have their own, lower or equal limits. */
export const maxPromptLength = 100_000

/** The largest file that is taken in, in bytes. Providers take no more either. */
export const maxImportBytes = 50 * 1024 * 1024

/** Counting stops here; the page then shows "1000+". */
export const maxCount = 1001
