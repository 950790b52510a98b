/** A name as it is kept: composed, well-formed, without blanks around it. */
export const tidyName = (text: string): string => text.toWellFormed().normalize('NFC').trim()

/** How tags are told apart: without regard to upper and lower case. */
export const tagKey = (name: string): string => tidyName(name).toLowerCase()
