/** What an export copy carries beside its picture. */
export interface PictureTexts {
  /** Our record, JSON (`picture-record.ts`). */
  readonly record: string
  /** The line that other programs read, as AUTOMATIC1111's web UI writes it; `null` = there is no prompt to tell. */
  readonly parameters: string | null
}

/** Under this name our record lies in the file. */
export const recordKeyword = 'diptych'
