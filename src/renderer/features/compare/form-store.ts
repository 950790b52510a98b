import { create } from 'zustand'
import { call } from '../../bridge.ts'
import { useCompareStore } from '../../compare-store.ts'
import { contentOf, emptyDraft, useDraftStore } from '../../draft-store.ts'
import { i18n } from '../../i18n/i18n.ts'
import { showToast } from '../../ui/toast.tsx'
import { type ArmForm, formFromDraft, formFromPlan, newArm, type PlanForm } from './plan-form.ts'
import { readStoredForm } from './read-stored-form.ts'

interface FormState {
  readonly form: PlanForm
  /** As it was when it was begun. */
  readonly begun: PlanForm
  /** Which of the forms that were begun this is. */
  readonly number: number
  /** Whether what an earlier run of the studio left unfinished is here. */
  readonly isRestored: boolean
  /** A new one was asked for, and this one was still being written. */
  readonly isTakenUp: boolean
  readonly change: (part: Partial<PlanForm>) => void
  readonly changeArm: (key: number, part: Partial<ArmForm>) => void
  readonly addArm: () => void
  readonly removeArm: (key: number) => void
  readonly changePrompt: (key: number, text: string) => void
  /** Behind those that are there; an empty one gives way. */
  readonly addPrompts: (texts: readonly string[]) => void
  readonly removePrompt: (key: number) => void
}

const emptyForm = formFromDraft(emptyDraft)

/** A new experiment while it is being written: outside the room, so that leaving it loses nothing. */
export const useFormStore = create<FormState>()((set) => ({
  form: emptyForm,
  begun: emptyForm,
  number: -1,
  isRestored: false,
  isTakenUp: false,
  change: (part) => set(({ form }) => ({ form: { ...form, ...part } })),
  changeArm: (key, part) =>
    set(({ form }) => ({
      form: { ...form, arms: form.arms.map((arm) => (arm.key === key ? { ...arm, ...part } : arm)) },
    })),
  addArm: () =>
    set(({ form }) => {
      const [first] = form.arms
      if (first === undefined) return {}
      const arms = [...form.arms, newArm(form.nextKey, 'custom', first)]
      return { form: { ...form, arms, nextKey: form.nextKey + 1 } }
    }),
  removeArm: (key) => set(({ form }) => ({ form: { ...form, arms: form.arms.filter((arm) => arm.key !== key) } })),
  changePrompt: (key, text) =>
    set(({ form }) => ({
      form: { ...form, prompts: form.prompts.map((prompt) => (prompt.key === key ? { key, text } : prompt)) },
    })),
  addPrompts: (texts) =>
    set(({ form }) => ({
      form: {
        ...form,
        prompts: [
          ...form.prompts.filter(({ text }) => texts.every((added) => added === '') || text.trim() !== ''),
          ...texts.map((text, index) => ({ key: form.nextKey + index, text })),
        ],
        nextKey: form.nextKey + texts.length,
      },
    })),
  removePrompt: (key) =>
    set(({ form }) => ({ form: { ...form, prompts: form.prompts.filter((prompt) => prompt.key !== key) } })),
}))

/** The experiment that was asked for; one that was still being written stands, or comes back with Undo. */
export function takeUpForm(): void {
  const { begunFrom, formNumber } = useCompareStore.getState()
  const before = useFormStore.getState()
  if (before.number === formNumber) return
  const isBeingWritten = before.form !== before.begun
  if (isBeingWritten && begunFrom === null) {
    useFormStore.setState({ number: formNumber, isTakenUp: true })
    return
  }
  begin(begunFrom === null ? formFromDraft(contentOf(useDraftStore.getState())) : formFromPlan(begunFrom))
  if (!isBeingWritten) return
  showToast({
    title: i18n.t('formReplaced', { ns: 'compare' }),
    action: {
      label: i18n.t('undo', { ns: 'compare' }),
      run: () => useFormStore.setState({ form: before.form, begun: before.begun }),
    },
  })
}

function begin(form: PlanForm): void {
  useFormStore.setState({ form, begun: form, number: useCompareStore.getState().formNumber, isTakenUp: false })
}

/** From the draft on Create, whatever was written before. */
export const beginAnew = (): void => begin(formFromDraft(contentOf(useDraftStore.getState())))

/** What was written has become an experiment. */
export function leaveForm(): void {
  useFormStore.setState(({ form }) => ({ begun: form, number: -1 }))
  savePending()
}

const saveAfterMs = 300
let pendingSave: ReturnType<typeof setTimeout> | null = null
function savePending(): void {
  if (pendingSave === null) return
  clearTimeout(pendingSave)
  pendingSave = null
  const { form, begun } = useFormStore.getState()
  // Main logs what keeps it from writing; the form is still here.
  void call('draft.keep', { of: 'experiment', text: form === begun ? null : JSON.stringify(form) })
}
useFormStore.subscribe((now, before) => {
  if (now.form !== before.form || now.begun !== before.begun) pendingSave ??= setTimeout(savePending, saveAfterMs)
})
addEventListener('pagehide', savePending)

/** Takes up what an earlier run left unfinished. Before that no form is shown, so that nothing is typed that it replaces. */
export async function restoreForm(): Promise<void> {
  if (useFormStore.getState().isRestored) return
  const kept = await call('draft.get', { of: 'experiment' })
  if (useFormStore.getState().isRestored) return
  const form = kept.ok ? readStoredForm(kept.value.text) : null
  useFormStore.setState({ isRestored: true, ...(form !== null && { form }) })
}
