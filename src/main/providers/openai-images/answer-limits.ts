/** Ten pictures of the largest size as PNG in base64 stay below this. */
export const maxAnswerBytes = 256 * 1024 * 1024

/** What is left of an answer without its pictures. A well-meant one has a few kilobytes. */
export const maxRecordBytes = 8 * 1024 * 1024

/** Enough for any explanation; a page of HTML is cut. */
export const maxErrorBytes = 64 * 1024
