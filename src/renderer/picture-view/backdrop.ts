export const backdrops = ['neutral', 'black', 'white', 'checker'] as const
export type Backdrop = (typeof backdrops)[number]

// A middle between the panels and the picture, so that neither a dark nor a light picture melts into it.
const grey = 'bg-[light-dark(#d4d4d4,#262626)]'

/** Behind the whole stage, and behind the picture itself, where a transparent one lets it through. */
export const backdropLooks: Readonly<Record<Backdrop, { readonly stage: string; readonly picture: string }>> = {
  neutral: { stage: grey, picture: '' },
  black: { stage: 'bg-black', picture: '' },
  white: { stage: 'bg-white', picture: '' },
  checker: { stage: grey, picture: 'bg-checker' },
}

const storageKey = 'viewer-backdrop'

export const readBackdrop = (): Backdrop =>
  backdrops.find((backdrop) => backdrop === localStorage.getItem(storageKey)) ?? 'neutral'

export const keepBackdrop = (backdrop: Backdrop): void => localStorage.setItem(storageKey, backdrop)
