/** Words and what stands between them, in order; together the text after NFC. `language` is a BCP 47 tag. */
export const segmentsOf = (text: string, language: string): readonly string[] =>
  Array.from(
    new Intl.Segmenter(language, { granularity: 'word' }).segment(text.normalize('NFC')),
    (part) => part.segment,
  )
