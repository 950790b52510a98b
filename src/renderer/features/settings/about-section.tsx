import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import { useAppStore } from '../../app-store.ts'
import { useAppInfo, useOpenLogFolder } from '../../data/app-info.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { showToast } from '../../ui/toast.tsx'
import { LicencesDialog } from './licences-dialog.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsSection } from './settings-section.tsx'

export function AboutSection() {
  const { t } = useTranslation('settings')
  const info = useAppInfo()
  return (
    <SettingsSection title={t('about')} description={t('aboutBody')}>
      {info.isPending && <Spinner label={t('loading')} />}
      {info.isError && <SettingsFailure failure={info.error.failure} />}
      {info.isSuccess && <AboutFacts info={info.data} />}
    </SettingsSection>
  )
}

function AboutFacts({ info }: { readonly info: CallOutput<'app.info'> }) {
  const { t } = useTranslation('settings')
  const [isShowingLicences, setShowingLicences] = useState(false)
  const setShortcutSheetOpen = useAppStore((state) => state.setShortcutSheetOpen)
  const openLogFolder = useOpenLogFolder()
  const parts = [
    ['Electron', info.electron],
    ['Chromium', info.chrome],
    ['Node.js', info.node],
    ['SQLite', info.sqlite],
  ] as const

  async function copyVersions(): Promise<void> {
    const lines = [`Diptych ${info.version}`, ...parts.map((part) => part.join(' ')), info.platform]
    await navigator.clipboard.writeText(lines.join('\n'))
    showToast({ title: t('versionsCopied') })
  }

  return (
    <div className="space-y-4">
      <div>
        <p className="font-medium">Diptych {info.version}</p>
        <p className="text-sm text-ink-soft" data-selectable>
          {[...parts.map((part) => part.join(' ')), info.platform].join(' · ')}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setShowingLicences(true)}>
          {t('licences')}
        </Button>
        <Button size="small" onClick={() => openLogFolder.mutate()}>
          {t('openLog')}
        </Button>
        <Button size="small" onClick={() => setShortcutSheetOpen(true)}>
          {t('shortcuts')}
        </Button>
        <Button size="small" onClick={() => void copyVersions()}>
          {t('copyVersions')}
        </Button>
      </div>
      {openLogFolder.isError && <SettingsFailure failure={openLogFolder.error.failure} />}
      <LicencesDialog isOpen={isShowingLicences} onClose={() => setShowingLicences(false)} />
    </div>
  )
}
