import { ArrowLeft } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompareStore } from '../../compare-store.ts'
import { useCreateExperiment } from '../../data/experiments.ts'
import { useWays, type Way } from '../../data/ways.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { ArmsField } from './arms-field.tsx'
import { beginAnew, leaveForm, restoreForm, takeUpForm, useFormStore } from './form-store.ts'
import { FormSummary } from './form-summary.tsx'
import { readForm } from './plan-form.ts'
import { PromptsField } from './prompts-field.tsx'

export function ExperimentForm() {
  const { t } = useTranslation('compare')
  const [isReady, setReady] = useState(takeUpIfRestored)
  useEffect(() => {
    if (isReady) return
    void restoreForm().then(() => {
      takeUpForm()
      setReady(true)
    })
  }, [isReady])
  return isReady ? (
    <RestoredForm />
  ) : (
    <div className="flex h-full items-center justify-center">
      <Spinner label={t('loading')} />
    </div>
  )
}

/** At once where nothing has to be read first: the form would flash. */
function takeUpIfRestored(): boolean {
  const { isRestored } = useFormStore.getState()
  if (isRestored) takeUpForm()
  return isRestored
}

function RestoredForm() {
  const { t } = useTranslation('compare')
  const isTakenUp = useFormStore((state) => state.isTakenUp)
  const ways = useWays()
  const showList = useCompareStore((state) => state.showList)
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-6xl px-8 pt-6 pb-16 max-[700px]:px-5">
        <header className="mb-5 flex items-center gap-2">
          <IconButton
            label={t('backToList')}
            icon={ArrowLeft}
            tooltipSide="bottom"
            onClick={showList}
            className="-ml-2"
          />
          <h1 className="text-xl font-semibold">{t('newExperiment')}</h1>
        </header>
        {isTakenUp && (
          <Notice
            tone="info"
            title={t('formTakenUp')}
            className="mb-5"
            actions={
              <Button size="small" onClick={beginAnew}>
                {t('beginAnew')}
              </Button>
            }
          />
        )}
        {ways.isPending ? (
          <Spinner label={t('loading')} />
        ) : ways.isError ? (
          <FailureNotice failure={ways.error.failure} steps={{ 'try-again': () => void ways.refetch() }} />
        ) : (
          <Fields ways={ways.data} />
        )}
      </div>
    </div>
  )
}

function Fields({ ways }: { readonly ways: readonly Way[] }) {
  const { t } = useTranslation('compare')
  const form = useFormStore((state) => state.form)
  const change = useFormStore((state) => state.change)
  const { showExperiment } = useCompareStore.getState()
  const [wasSubmitted, setSubmitted] = useState(false)
  const create = useCreateExperiment()
  const { plan, problems } = readForm(form, ways)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (plan === null || problems.length > 0 || create.isPending) return
    create.mutate(plan, {
      onSuccess: ({ id }) => {
        // What was written is an experiment now; the next form begins anew.
        leaveForm()
        showExperiment(id)
      },
    })
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid items-start gap-x-10 gap-y-8 min-[1080px]:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <div className="min-w-0 space-y-8">
        <Field label={t('title')} description={t('titleBody')}>
          <TextInput
            value={form.title}
            maxLength={200}
            placeholder={plan?.title === '' ? t('titlePlaceholder') : plan?.title}
            // Enter in a field of one line would create what is still being filled in.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
        </Field>
        <PromptsField
          problem={wasSubmitted && problems.some(({ kind }) => kind === 'no-prompt') ? t('promptMissing') : null}
        />
        <ArmsField ways={ways} problems={problems} />
      </div>
      <FormSummary
        ways={ways}
        plan={plan}
        problems={problems}
        wasSubmitted={wasSubmitted}
        footer={
          <>
            {create.isError && <FailureNotice failure={create.error.failure} />}
            <Button variant="primary" type="submit" isBusy={create.isPending} className="w-full">
              {t('createExperiment')}
            </Button>
            <p className="text-sm text-ink-soft">{t('createBody')}</p>
          </>
        }
      />
    </form>
  )
}
