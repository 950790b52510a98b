/** Letters of another script than English is written in. Accents are no matter, and neither are signs and emoji. */
export const isBeyondEnglish = (text: string): boolean => /(?!\p{Script=Latin})\p{Letter}/u.test(text)
