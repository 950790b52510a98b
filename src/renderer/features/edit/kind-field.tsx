import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select.tsx'
import { type EditKind, editKinds } from './edit-kind.ts'
import { useEditDraft, useEditStore } from './edit-store.ts'

const words = {
  part: { label: 'kindPart', hint: 'kindPartHint', prompt: 'promptPart' },
  whole: { label: 'kindWhole', hint: 'kindWholeHint', prompt: 'promptWhole' },
  markup: { label: 'kindMarkup', hint: 'kindMarkupHint', prompt: 'promptMarkup' },
  variation: { label: 'kindVariation', hint: 'kindVariationHint', prompt: 'promptVariation' },
  style: { label: 'kindStyle', hint: 'kindStyleHint', prompt: 'promptStyle' },
  combine: { label: 'kindCombine', hint: 'kindCombineHint', prompt: 'promptCombine' },
  extend: { label: 'kindExtend', hint: 'kindExtendHint', prompt: 'promptExtend' },
  transparent: { label: 'kindTransparent', hint: 'kindTransparentHint', prompt: 'promptTransparent' },
} as const satisfies Readonly<Record<EditKind, object>>

/** What is wanted, in one line each. A kind brings words of its own where none were written. */
export function KindField() {
  const { t } = useTranslation('edit')
  const kind = useEditStore((state) => state.kind)
  const choose = (next: EditKind): void => {
    const { typedPrompt, setPrompt } = useEditDraft.getState()
    // Only what the studio itself put there gives way.
    if (typedPrompt.trim() === '' || typedPrompt === t(words[kind].prompt)) setPrompt(t(words[next].prompt))
    useEditStore.setState({ kind: next, view: { kind: 'draw' } })
  }
  return (
    <div>
      <Select
        label={t('kind')}
        value={kind}
        onChange={choose}
        options={editKinds.map((value) => ({
          value,
          label: t(words[value].label),
          description: t(words[value].hint),
        }))}
      />
      <p className="mt-1 text-sm text-ink-soft">{t(words[kind].hint)}</p>
    </div>
  )
}
