import type { Failure, FailureKind } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { maskKey } from '../openai-images/mask-key.ts'
import { readBody } from '../openai-images/read-body.ts'
import { postJson } from '../post-json.ts'
import type { TextCall, TextProvider, TextRequest, TextResult } from '../text-provider.ts'
import { judgeTask } from './judge-task.ts'
import { type ReadCompletion, readCompletion } from './read-completion.ts'
import { readStructured } from './read-structured.ts'
import { type AnswerForm, answerForms, type Misformed, textBody } from './text-body.ts'
import { captionTask, changeTask, planTask, rewriteTask, type TextTask } from './text-tasks.ts'

interface Options {
  /** Node's; see `createOpenAiImagesProvider`. */
  readonly fetch: typeof globalThis.fetch
  /** Of one request, from sending to the last byte. */
  readonly deadlineMs?: number
}

/** Words are short. */
const maxAnswerBytes = 4 * 1024 * 1024

/** Language models behind chat completions: OpenAI's, relays', and those of compatible servers. */
export function createChatTextProvider({ fetch, deadlineMs = 120_000 }: Options): TextProvider {
  /** The surest form that a server took, by address and model: what it refused once is not tried again. */
  const formsTaken = new Map<string, AnswerForm>()

  async function carryOut<Value>(
    task: TextTask<Value>,
    request: TextRequest,
    signal: AbortSignal,
  ): Promise<TextResult<Value>> {
    const calls: TextCall[] = []
    let before: Misformed | null = null
    for (;;) {
      const asked: Asked = await askInSomeForm(task, request, before, signal)
      if (asked.call !== null) calls.push(asked.call)
      if (!asked.text.ok) return { ok: false, failure: asked.text.failure, calls }
      const read = readStructured(asked.text.value, task.schema)
      if (read.ok) return { ...read, calls }
      if (calls.length >= request.maxCalls)
        return {
          ok: false,
          failure: { kind: 'unreadable-answer', detail: `${read.failure}: ${asked.text.value}`.slice(0, 2000) },
          calls,
        }
      before = { text: asked.text.value, problem: read.failure }
    }
  }

  /** A server that does not know a form turns the request away before anything is made, so the next one costs nothing more. */
  async function askInSomeForm<Value>(
    task: TextTask<Value>,
    request: TextRequest,
    before: Misformed | null,
    signal: AbortSignal,
  ): Promise<Asked> {
    const server = `${request.endpoint.baseUrl} ${request.model}`
    const known = answerForms.indexOf(formsTaken.get(server) ?? 'json_schema')
    for (const form of answerForms.slice(known)) {
      const asked = await ask(task, request, textBody(request.model, task, form, before), signal)
      if (asked.text.ok) formsTaken.set(server, form)
      if (asked.text.ok || !refusesForm(asked.text.failure)) return asked
    }
    return { call: null, text: err({ kind: 'unsupported-by-model', field: 'response_format', model: request.model }) }
  }

  async function ask<Value>(
    { purpose, templateVersion }: TextTask<Value>,
    { endpoint, model }: TextRequest,
    body: unknown,
    signal: AbortSignal,
  ): Promise<Asked> {
    const callOf = (read: ReadCompletion | null, requestId: string | null): TextCall => ({
      purpose,
      provider: 'chat-text',
      model: read?.model ?? model,
      templateVersion,
      usage: read?.usage?.usage ?? null,
      rawUsage: read?.usage?.raw ?? null,
      requestId,
    })
    const wasAborted = signal.aborted
    const post = { fetch, endpoint, model, path: '/chat/completions', body, deadlineMs, signal }
    const answered = await postJson(post)
    if (!answered.ok) {
      const mayBeBilled = !wasAborted && outcomeUnknown.has(answered.failure.kind)
      return { call: mayBeBilled ? callOf(null, answered.requestId ?? null) : null, text: answered }
    }
    const requestId = answered.value.headers.get('x-request-id')
    const text = await readAll(answered.value, endpoint.apiKey)
    if (!text.ok) return { call: callOf(null, requestId), text: signal.aborted ? err({ kind: 'cancelled' }) : text }
    const read = readCompletion(text.value, model)
    return { call: callOf(read, requestId), text: read.text }
  }

  return {
    rewrite: (request, signal) => carryOut(rewriteTask(request), request, signal),
    plan: (request, signal) => carryOut(planTask(request), request, signal),
    caption: (request, signal) => carryOut(captionTask(request), request, signal),
    describeChange: (request, signal) => carryOut(changeTask(request), request, signal),
    judge: (request, signal) => carryOut(judgeTask(request), request, signal),
  }
}

interface Asked {
  /** `null` = turned away: it cost nothing. */
  readonly call: TextCall | null
  readonly text: Result<string, Failure>
}

/** After these nobody here knows whether the model worked and was counted. */
const outcomeUnknown: ReadonlySet<FailureKind> = new Set(['timed-out', 'incomplete', 'cancelled'])

/** By the field where the server names it, by its words where it does not. */
function refusesForm(failure: Failure): boolean {
  if (failure.kind !== 'bad-request' && failure.kind !== 'unsupported-by-model') return false
  return /response_format|json_schema|json_object|structured/i.test(`${failure.field} ${failure.detail}`)
}

async function readAll(response: Response, apiKey: string | null): Promise<Result<string, Failure>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of maskKey(readBody(response, maxAnswerBytes), apiKey)) {
      chunks.push(chunk)
      bytes += chunk.byteLength
    }
  } catch (cause) {
    return err({ kind: 'incomplete', detail: cause instanceof Error ? cause.message : String(cause) })
  }
  if (bytes > maxAnswerBytes) return err({ kind: 'too-large', limitBytes: maxAnswerBytes })
  return ok(Buffer.concat(chunks).toString())
}
