/**
 * How much of the changed picture shows (0–255) so far outside the mask, by the square of the distance in pixels: a smooth
 * fall without a corner at either end. What is farther than `featherPx` shows nothing of it.
 */
export const featherByDistance = (featherPx: number): Uint8Array =>
  Uint8Array.from({ length: featherPx ** 2 + 1 }, (_, squared) => {
    const share = Math.sqrt(squared) / (featherPx + 1)
    // The last one shows a trace of it, so that the feather is as wide as it was asked for.
    return Math.max(1, Math.round(255 * (1 - share * share * (3 - 2 * share))))
  })
