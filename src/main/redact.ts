/** Takes everything that looks like a key out of a text that is about to be kept or shown. */
export const redact = (text: string): string =>
  text
    .replace(/\b(sk|rk|pk|sess)-[A-Za-z0-9_-]{6,}/g, '$1-…')
    .replace(/\b(Bearer|KakaoAK|Basic)\s+[^\s"',;]+/gi, '$1 …')
    .replace(/("?(?:api[-_]?key|authorization)"?\s*[:=]\s*)"?[^\s"',}]+"?/gi, '$1…')
