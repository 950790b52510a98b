export const backdrops = ['neutral', 'black', 'white', 'checker'] as const
export type Backdrop = (typeof backdrops)[number]

/** Behind the whole stage, and behind the picture itself, where a transparent one lets it through. */
export const backdropLooks: Readonly<Record<Backdrop, { readonly stage: string; readonly picture: string }>> = {
  neutral: { stage: 'bg-neutral-300 dark:bg-neutral-800', picture: '' },
  black: { stage: 'bg-black', picture: '' },
  white: { stage: 'bg-white', picture: '' },
  checker: { stage: 'bg-neutral-300 dark:bg-neutral-800', picture: 'bg-checker' },
}

const storageKey = 'viewer-backdrop'

export const readBackdrop = (): Backdrop =>
  backdrops.find((backdrop) => backdrop === localStorage.getItem(storageKey)) ?? 'neutral'

export const keepBackdrop = (backdrop: Backdrop): void => localStorage.setItem(storageKey, backdrop)
