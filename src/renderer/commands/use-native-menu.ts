import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#shared/contract.ts'
import { call, on } from '../bridge.ts'
import type { Command, CommandGroup } from './command.ts'
import { toAccelerator } from './shortcut.ts'

/** Keeps the native menu equal to the commands, and runs what is chosen there. */
export function useNativeMenu(commands: readonly Command[]): void {
  const { t } = useTranslation('shell')
  const labels = { file: t('menuFile'), edit: t('menuEdit'), view: t('menuView'), help: t('menuHelp') }
  const description = JSON.stringify(describeMenu(commands, labels))

  useEffect(() => {
    // Written by the line above; JSON is only there to tell a changed menu from an equal one.
    const menu = JSON.parse(description) as CallInput<'menu.set'>
    // A menu that could not be set leaves the old one; main has logged why.
    void call('menu.set', menu)
  }, [description])

  const runChosen = useEffectEvent((commandId: string) => {
    const command = commands.find((candidate) => candidate.id === commandId)
    if (command?.isEnabled) command.run()
  })
  useEffect(() => on('command.chosen', ({ commandId }) => runChosen(commandId)), [])
}

const groups: readonly CommandGroup[] = ['file', 'edit', 'view', 'help']

function describeMenu(
  commands: readonly Command[],
  labels: Readonly<Record<CommandGroup, string>>,
): CallInput<'menu.set'> {
  return {
    groups: groups.map((role) => ({
      role,
      label: labels[role],
      items: commands
        .filter((command) => command.group === role)
        .map(({ id, label, shortcut, isEnabled }) => ({
          commandId: id,
          label,
          accelerator: shortcut === null ? null : toAccelerator(shortcut),
          isEnabled,
        })),
    })),
  }
}
