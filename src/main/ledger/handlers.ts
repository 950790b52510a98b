import { basename } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import { chooseExportFile } from '../export/choose-export-file.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'
import type { Words } from '../words.ts'

export const createLedgerHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly tasks: TaskRegistry
  readonly desktop: Pick<Desktop, 'chooseSaveFile'>
  readonly words: () => Words
  readonly broadcast: Broadcast
  readonly nowMs: () => number
}) => {
  const { whenOpen, tasks, desktop, words, broadcast, nowMs } = options
  const changed = () => {
    broadcast('ledger.changed', {})
    return ok({})
  }
  return {
    'ledger.get': ({ period }) =>
      whenOpen(async (library) => ok(await library.reader.summariseLedger({ period, nowMs: nowMs() }))),

    'ledger.export': () =>
      whenOpen(async (library) => {
        const path = await chooseExportFile({
          desktop,
          title: words().exportFile,
          name: words().ledgerFile,
          extension: 'csv',
          nowMs: nowMs(),
        })
        if (path === null) return err({ kind: 'cancelled' })
        const taskId = tasks.start({ kind: 'export', name: basename(path) }, (context) =>
          library.reader.exportLedger({ path }, context),
        )
        return ok({ taskId })
      }),

    'ledger.budgets': () => whenOpen(async (library) => ok({ states: await library.budgetStates({ nowMs: nowMs() }) })),

    'ledger.setBudgets': ({ budgets }) =>
      whenOpen(async (library) => {
        await library.setBudgets({ budgets })
        return changed()
      }),

    'ledger.ownPrices': () => whenOpen(async (library) => ok({ prices: await library.ownPrices({}) })),

    'ledger.setOwnPrice': (price) =>
      whenOpen(async (library) => {
        await library.setOwnPrice({ ...price, nowMs: nowMs() })
        return changed()
      }),
  } satisfies Partial<Handlers>
}
