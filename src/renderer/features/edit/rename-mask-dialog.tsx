import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mask } from '#shared/edit.ts'
import { useRenameMask } from '../../data/edits.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'

/** All versions of a mask get the new name. */
export function RenameMaskDialog({ mask, onClose }: { readonly mask: Mask; readonly onClose: () => void }) {
  const { t } = useTranslation('edit')
  const { t: tUi } = useTranslation('ui')
  const formId = useId()
  const rename = useRenameMask()
  const [name, setName] = useState(mask.name)
  const isTaken = rename.error?.failure.kind === 'bad-request'

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() !== '') rename.mutate({ id: mask.id, name: name.trim() }, { onSuccess: onClose })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('maskRenameTitle')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={name.trim() === ''} isBusy={rename.isPending}>
            {t('maskRenameNow')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <Field label={t('maskName')} problem={isTaken ? t('maskNameTaken') : null}>
          <TextInput value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
        {rename.isError && !isTaken && <FailureNotice failure={rename.error.failure} />}
      </form>
    </Dialog>
  )
}
