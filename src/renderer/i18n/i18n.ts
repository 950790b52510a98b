import { josa } from 'es-hangul'
import i18next, { type i18n as I18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#shared/settings.ts'
import { compare as enCompare } from './en/compare.ts'
import { comparison as enComparison } from './en/comparison.ts'
import { create as enCreate } from './en/create.ts'
import { edit as enEdit } from './en/edit.ts'
import { exchange as enExchange } from './en/exchange.ts'
import { failures as enFailures } from './en/failures.ts'
import { ledger as enLedger } from './en/ledger.ts'
import { library as enLibrary } from './en/library.ts'
import { mask as enMask } from './en/mask.ts'
import { organise as enOrganise } from './en/organise.ts'
import { provenance as enProvenance } from './en/provenance.ts'
import { queue as enQueue } from './en/queue.ts'
import { settings as enSettings } from './en/settings.ts'
import { shell as enShell } from './en/shell.ts'
import { tasks as enTasks } from './en/tasks.ts'
import { ui as enUi } from './en/ui.ts'
import { viewer as enViewer } from './en/viewer.ts'
import { compare as koCompare } from './ko/compare.ts'
import { comparison as koComparison } from './ko/comparison.ts'
import { create as koCreate } from './ko/create.ts'
import { edit as koEdit } from './ko/edit.ts'
import { exchange as koExchange } from './ko/exchange.ts'
import { failures as koFailures } from './ko/failures.ts'
import { ledger as koLedger } from './ko/ledger.ts'
import { library as koLibrary } from './ko/library.ts'
import { mask as koMask } from './ko/mask.ts'
import { organise as koOrganise } from './ko/organise.ts'
import { provenance as koProvenance } from './ko/provenance.ts'
import { queue as koQueue } from './ko/queue.ts'
import { settings as koSettings } from './ko/settings.ts'
import { shell as koShell } from './ko/shell.ts'
import { tasks as koTasks } from './ko/tasks.ts'
import { ui as koUi } from './ko/ui.ts'
import { viewer as koViewer } from './ko/viewer.ts'

const en = {
  compare: enCompare,
  comparison: enComparison,
  create: enCreate,
  edit: enEdit,
  exchange: enExchange,
  failures: enFailures,
  ledger: enLedger,
  library: enLibrary,
  mask: enMask,
  organise: enOrganise,
  provenance: enProvenance,
  queue: enQueue,
  settings: enSettings,
  shell: enShell,
  tasks: enTasks,
  ui: enUi,
  viewer: enViewer,
}
const ko = {
  compare: koCompare,
  comparison: koComparison,
  create: koCreate,
  edit: koEdit,
  exchange: koExchange,
  failures: koFailures,
  ledger: koLedger,
  library: koLibrary,
  mask: koMask,
  organise: koOrganise,
  provenance: koProvenance,
  queue: koQueue,
  settings: koSettings,
  shell: koShell,
  tasks: koTasks,
  ui: koUi,
  viewer: koViewer,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    keySeparator: false
    resources: typeof en
  }
}

export const i18n: I18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(en),
  defaultNS: 'ui',
  keySeparator: false,
  resources: { en, ko },
  // Everything is in the bundle: ready when this module is.
  initAsync: false,
  // React escapes.
  interpolation: { escapeValue: false },
})

/** `{{name, 을/를}}` puts the particle that the word's last sound asks for. */
for (const pair of ['을/를', '이/가', '은/는', '와/과', '으로/로'] as const)
  i18n.services.formatter?.add(pair, (value: unknown) => josa(String(value), pair))

/** Changes every text on screen at once, and tells the browser which language to speak and break lines in. */
export function setLanguage(language: Language): void {
  document.documentElement.lang = language
  if (i18n.language !== language) void i18n.changeLanguage(language)
}
