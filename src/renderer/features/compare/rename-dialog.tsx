import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRenameExperiment } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'

interface RenameDialogProps {
  readonly experiment: { readonly id: number; readonly title: string }
  readonly onClose: () => void
}

export function RenameDialog({ experiment, onClose }: RenameDialogProps) {
  const { t } = useTranslation('compare')
  const { t: tUi } = useTranslation('ui')
  const formId = useId()
  const rename = useRenameExperiment()
  const [title, setTitle] = useState(experiment.title)
  const [wasSubmitted, setSubmitted] = useState(false)
  const problem = wasSubmitted && title.trim() === '' ? t('titleMissing') : null

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (title.trim() === '') return
    rename.mutate({ id: experiment.id, title: title.trim() }, { onSuccess: onClose })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('renameTitle')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={rename.isPending}>
            {t('rename')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <Field label={t('title')} problem={problem}>
          <TextInput value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        </Field>
        {rename.isError && <FailureNotice failure={rename.error.failure} />}
      </form>
    </Dialog>
  )
}
