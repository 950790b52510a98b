import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { i18n } from '../../i18n/i18n.ts'
import { useSendEdit } from './use-send-edit.ts'

const inEnglish = i18n.getFixedT('en', 'edit')

/** What can be done in the Edit room from keys, menu and palette; drawing has keys of its own. */
export function useEditCommands(): readonly Command[] {
  const { t } = useTranslation('edit')
  const imageId = useAppStore((state) => state.editedImageId)
  const isHere = useAppStore((state) => state.room === 'edit' && state.viewer === null)
  const { send, canSend, isBusy } = useSendEdit(imageId ?? 0)
  return [
    {
      id: 'edit.run',
      label: t('run'),
      englishLabel: inEnglish('run'),
      shortcut: 'Mod+Enter',
      group: 'file',
      isEnabled: isHere && imageId !== null && canSend && !isBusy,
      run: () => void send(),
    },
    {
      id: 'edit.otherPicture',
      label: t('otherPicture'),
      englishLabel: inEnglish('otherPicture'),
      shortcut: null,
      group: 'file',
      isEnabled: isHere && imageId !== null,
      run: () => useAppStore.getState().editImage(null),
    },
  ]
}
