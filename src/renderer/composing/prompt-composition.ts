/**
 * Whether an input method is still putting a syllable together in the prompt. What is read before it ends lacks the
 * last syllable, or sends it twice, and a picture made from the wrong words costs as much as one from the right ones.
 */
let isComposing = false
let waiting: (() => void)[] = []

export const promptComposition = {
  begin(): void {
    isComposing = true
  },
  end(): void {
    isComposing = false
    const waited = waiting
    waiting = []
    for (const goOn of waited) goOn()
  },
  isOpen: (): boolean => isComposing,
  /** Settles when the text can be read: at once unless something is being composed. */
  settled: (): Promise<void> => (isComposing ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
}
