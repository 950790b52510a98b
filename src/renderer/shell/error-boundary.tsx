import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenLogFolder } from '../data/app-info.ts'
import { Button } from '../ui/button.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

/** Keeps a defect in one place from taking the rest of the window with it. React has written it to the console and main to its log. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasBroken: boolean }> {
  override state = { hasBroken: false }

  static getDerivedStateFromError(): { readonly hasBroken: boolean } {
    return { hasBroken: true }
  }

  override render(): ReactNode {
    return this.state.hasBroken ? <BrokenScreen /> : this.props.children
  }
}

function BrokenScreen() {
  const { t } = useTranslation('shell')
  const openLogFolder = useOpenLogFolder()
  return (
    <div role="alert" className="flex h-full flex-1 items-center justify-center overflow-y-auto p-8">
      <div className="max-w-md">
        <h1 className="text-xl font-semibold">{t('brokeTitle')}</h1>
        <p className="mt-2 text-ink-soft">{t('brokeBody')}</p>
        <div className="mt-6 flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
          <Button onClick={() => openLogFolder.mutate()}>{t('openLogFolder')}</Button>
        </div>
      </div>
    </div>
  )
}
