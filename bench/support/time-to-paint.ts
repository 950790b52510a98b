import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const Message = z.object({
  method: z.string().optional(),
  params: z
    .object({
      sessionId: z.string().optional(),
      targetInfo: z.object({ type: z.string() }).optional(),
      name: z.string().optional(),
      payload: z.string().optional(),
    })
    .optional(),
})

const bindingName = 'diptychBenchPainted'

/** Runs in the page from its first moment: waits for the element, for the frame that has it, and tells the time. */
const watchFor = (selector: string): string => `(() => {
  if (location.href === 'about:blank' || window.${bindingName}Watched) return
  window.${bindingName}Watched = true
  const tell = () => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => ${bindingName}(String(Date.now()))
    port2.postMessage(null)
  })
  const isThere = () => document.querySelector(${JSON.stringify(selector)}) !== null
  const observer = new MutationObserver(() => {
    if (!isThere()) return
    observer.disconnect()
    tell()
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true })
  if (isThere()) { observer.disconnect(); tell() }
})()`

/**
 * Starts an Electron app and answers with the milliseconds from `spawn` to the end of the first frame in which
 * `selector` matches. The page is watched over a debugging pipe, which costs both sides of a comparison the same
 * and needs nothing of the app: no port, no flag, no hook in the product.
 */
export async function timeToPaint(options: {
  readonly executable: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly selector: string
}): Promise<number> {
  const { executable, args, environment, selector } = options
  const startedAtMs = Date.now()
  const app = spawn(executable, ['--remote-debugging-pipe', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  // The types of stdio do not know how many pipes were asked for: what the app says, what it is told, what it answers.
  const [says, toApp, fromApp] = app.stdio.slice(2) as unknown as [Readable, Writable, Readable]
  const complaints: string[] = []
  createInterface({ input: says }).on('line', (line) => complaints.push(line))

  let lastId = 0
  const send = (method: string, params: object, sessionId?: string): void => {
    lastId += 1
    toApp.write(`${JSON.stringify({ id: lastId, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
  }
  const painted = new Promise<number>((resolve, reject) => {
    app.once('exit', (code) =>
      reject(new Error(`ended with code ${code} before it painted:\n${complaints.join('\n')}`)),
    )
    const giveUp = setTimeout(() => reject(new Error(`nothing painted in 30 s:\n${complaints.join('\n')}`)), 30_000)
    readMessages(fromApp, ({ method, params }) => {
      if (method === 'Target.attachedToTarget' && params?.sessionId !== undefined) {
        if (params.targetInfo?.type === 'page') {
          const source = watchFor(selector)
          send('Runtime.enable', {}, params.sessionId)
          send('Runtime.addBinding', { name: bindingName }, params.sessionId)
          send('Page.enable', {}, params.sessionId)
          send('Page.addScriptToEvaluateOnNewDocument', { source }, params.sessionId)
          // On a busy computer the page may be there before the debugger: then it is not new any more.
          send('Runtime.evaluate', { expression: source }, params.sessionId)
        }
        send('Runtime.runIfWaitingForDebugger', {}, params.sessionId)
      }
      if (method === 'Runtime.bindingCalled' && params?.name === bindingName) {
        clearTimeout(giveUp)
        resolve(Number(params.payload) - startedAtMs)
      }
    })
  })
  send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })

  try {
    return await painted
  } finally {
    const ended = app.exitCode === null ? once(app, 'exit') : null
    send('Browser.close', {})
    const impatience = setTimeout(() => app.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(impatience)
  }
}

/** Messages end with a zero byte. */
function readMessages(stream: Readable, take: (message: z.infer<typeof Message>) => void): void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0')
    rest = parts.pop() ?? ''
    for (const part of parts) take(Message.parse(JSON.parse(part)))
  })
}
