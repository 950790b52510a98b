import { useAppStore } from './app-store.ts'
import { call } from './bridge.ts'
import type { NextStepAction } from './describe-failure.ts'

/** Steps that are the same wherever the failure shows. The others need the place: what to try again, which prompt. */
export const studioWideSteps: { readonly [Action in NextStepAction]?: () => void } = {
  'open-settings': () => useAppStore.getState().goTo('settings'),
  'open-ledger': () => useAppStore.getState().goTo('ledger'),
  'open-billing': () => void call('app.openExternal', { page: 'openai-billing' }),
  'choose-library': () => void call('library.open', {}),
  'open-log-folder': () => void call('app.openLogFolder', {}),
}
