/** Takes everything of the shape of a key out of a text that is about to be kept or shown, half masked ones too. */
export const withoutKeys = (text: string): string =>
  text
    .replace(/\bsk-[\w*.-]{4,}/g, '[key]')
    .replace(/\b(Bearer|KakaoAK|Basic)\s+[^\s"',;]+/gi, '$1 [key]')
    .replace(/("?(?:api[-_]?key|x-api-key)"?\s*[:=]\s*)"?[^\s"',}]+"?/gi, '$1[key]')
