import { create } from 'zustand'

interface RewriteDrafts {
  /** By arm and prompt: what is typed and not kept yet. */
  readonly typed: Readonly<Record<string, string>>
  readonly write: (key: string, text: string) => void
  /** Unless something else was typed since. */
  readonly forget: (key: string, text: string) => void
}

/** Outside the field, so that neither another part of the experiment nor a refused write takes the words away. */
export const useRewriteDrafts = create<RewriteDrafts>()((set) => ({
  typed: {},
  write: (key, text) => set(({ typed }) => ({ typed: { ...typed, [key]: text } })),
  forget: (key, text) =>
    set(({ typed }) =>
      typed[key] === text ? { typed: Object.fromEntries(Object.entries(typed).filter(([one]) => one !== key)) } : {},
    ),
}))
