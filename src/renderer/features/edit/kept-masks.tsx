import { clsx } from 'clsx'
import { ChevronDown, Ellipsis, Save } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrawingKind, Mask } from '#shared/edit.ts'
import type { Image } from '#shared/image.ts'
import { maskUrl } from '#shared/image-url.ts'
import { ask } from '../../data/ask.ts'
import { useExportMask, useMasks, useReadMask, useRemoveMask } from '../../data/edits.ts'
import { sayFailure } from '../../say-failure.ts'
import { Field, TextInput } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { isSubmitEnter } from '../../ui/submit-enter.ts'
import { showToast } from '../../ui/toast.tsx'
import { useEditStore } from './edit-store.ts'
import { useEditor } from './editor-handle.ts'
import { RenameMaskDialog } from './rename-mask-dialog.tsx'
import { formatShare } from './use-change-words.ts'
import { useKeepDrawing } from './use-run-edit.ts'

/** Drawings that were kept, of this picture and of others: to be taken up again, exported or removed. */
export function KeptMasks({ image, kind }: { readonly image: Image; readonly kind: DrawingKind }) {
  const { t } = useTranslation('edit')
  const { data: masks = [] } = useMasks(image.id)
  const ofKind = masks.filter((mask) => mask.kind === kind)
  return (
    <details className="group">
      <summary className="flex min-h-6 cursor-pointer items-center gap-1 rounded-sm text-sm font-medium text-ink-soft marker:content-none hover:text-ink">
        <ChevronDown size={14} aria-hidden className="-rotate-90 group-open:rotate-0" />
        {t('masks')}
        {ofKind.length > 0 && <span className="font-normal tabular-nums">· {ofKind.length}</span>}
      </summary>
      <div className="mt-2 flex flex-col gap-3">
        <KeepMask image={image} kind={kind} />
        {ofKind.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('masksNone')}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {ofKind.map((mask) => (
              <KeptMask key={mask.id} mask={mask} image={image} />
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}

function KeepMask({ image, kind }: { readonly image: Image; readonly kind: DrawingKind }) {
  const { t } = useTranslation('edit')
  const usualName = t(kind === 'mask' ? 'maskDefaultName' : 'markupDefaultName')
  const [name, setName] = useState<string>(usualName)
  const isEmpty = useEditor((state) => state.drawing?.isEmpty ?? true)
  const keepDrawing = useKeepDrawing(image.id)
  const keep = async (): Promise<void> => {
    const chosen = name.trim() === '' ? usualName : name.trim()
    try {
      const { mask } = await ask('masks.get', { id: await keepDrawing(chosen) })
      showToast({ title: t('maskSaved', { name: mask.name, version: mask.version }), tone: 'success' })
    } catch (problem) {
      sayFailure(problem)
    }
  }
  return (
    <div className="flex items-end gap-2">
      <Field label={t('maskName')} className="flex-1">
        <TextInput
          value={name}
          maxLength={200}
          onChange={({ currentTarget: { value } }) => setName(value)}
          onKeyDown={(event) => {
            if (isSubmitEnter(event) && !isEmpty) void keep()
          }}
        />
      </Field>
      <IconButton
        label={t(kind === 'mask' ? 'maskSave' : 'markupSave')}
        icon={Save}
        disabled={isEmpty}
        onClick={() => void keep()}
      />
    </div>
  )
}

function KeptMask({ mask, image }: { readonly mask: Mask; readonly image: Image }) {
  const { t, i18n } = useTranslation('edit')
  const read = useReadMask()
  const exportMask = useExportMask()
  const remove = useRemoveMask()
  const [isRenaming, setRenaming] = useState(false)
  const words = { name: mask.name, version: mask.version }
  const isOther = mask.imageId !== image.id
  const isScaled = mask.width !== image.width || mask.height !== image.height
  const facts = [
    ...(mask.kind === 'mask' ? [t('maskCovers', { percent: formatShare(mask.coverage, i18n.language) })] : []),
    ...(isOther ? [t('maskOfOther')] : []),
    ...(isScaled ? [t('maskScaled', { width: mask.width, height: mask.height })] : []),
  ]
  const takeUp = (): void =>
    read.mutate(mask.id, {
      onSuccess: ({ drawing }) => {
        useEditStore.setState({ view: { kind: 'draw' } })
        useEditor.getState().handle?.loadDrawing(drawing)
      },
      onError: sayFailure,
    })
  const exportAs = (polarity: 'transparent' | 'white' | 'black'): void =>
    exportMask.mutate(
      { id: mask.id, polarity },
      {
        onSuccess: ({ path }) => showToast({ title: t('maskExported'), description: path, tone: 'success' }),
        onError: sayFailure,
      },
    )
  const removeIt = (): void =>
    remove.mutate(mask.id, {
      onSuccess: () =>
        showToast({
          title: t('maskRemoved', words),
          action: { label: t('undo'), run: () => void ask('masks.restore', { id: mask.id }).catch(sayFailure) },
        }),
      onError: sayFailure,
    })
  return (
    <li className="flex items-center gap-2 rounded-md border border-line bg-raised p-1">
      <button
        type="button"
        aria-label={t('maskUse', words)}
        onClick={takeUp}
        className="flex min-w-0 flex-1 items-center gap-2 rounded-sm text-left hover:bg-ink/5"
      >
        <img
          src={maskUrl(mask)}
          alt=""
          draggable={false}
          className={clsx(
            'size-9 shrink-0 rounded-sm object-contain',
            mask.kind === 'mask' ? 'bg-danger-fill' : 'bg-checker',
          )}
        />
        <span className="min-w-0">
          <span className="block truncate text-sm">{t('maskVersion', words)}</span>
          <span className="block text-xs text-ink-soft">{facts.join(' · ')}</span>
        </span>
      </button>
      <Menu
        trigger={<IconButton label={t('maskActions', words)} icon={Ellipsis} size="small" />}
        items={[
          ...(mask.kind === 'mask'
            ? [
                { id: 'transparent', label: t('maskExportTransparent'), run: () => exportAs('transparent') },
                { id: 'white', label: t('maskExportWhite'), run: () => exportAs('white') },
                { id: 'black', label: t('maskExportBlack'), run: () => exportAs('black') },
              ]
            : []),
          { id: 'rename', label: t('maskRename'), run: () => setRenaming(true) },
          { id: 'remove', label: t('maskRemove'), run: removeIt },
        ]}
      />
      {isRenaming && <RenameMaskDialog mask={mask} onClose={() => setRenaming(false)} />}
    </li>
  )
}
