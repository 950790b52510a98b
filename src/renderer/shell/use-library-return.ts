import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryStatus } from '../data/library.ts'
import { showToast } from '../ui/toast.tsx'

/**
 * Says so when a library that went away, with its disk or its network, is there again. Answers whether it was open before
 * in this run: only then does main look out for it.
 */
export function useLibraryReturn(kind: LibraryStatus['kind'] | undefined): boolean {
  const { t } = useTranslation('shell')
  const [wasOpen, setWasOpen] = useState(false)
  const [isAway, setAway] = useState(false)
  if (kind === 'open' && !wasOpen) setWasOpen(true)
  if (kind === 'problem' && wasOpen && !isAway) setAway(true)
  const isBack = kind === 'open' && isAway
  useEffect(() => {
    if (!isBack) return
    showToast({ title: t('libraryBack'), tone: 'success' })
    setAway(false)
  }, [isBack, t])
  return wasOpen
}
