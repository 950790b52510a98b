import { err, ok } from '#shared/result.ts'
import { type Attempted, startAttempt } from './openai-images/attempt.ts'
import type { Endpoint } from './provider.ts'

interface Post {
  /** Node's; see `createOpenAiImagesProvider`. */
  readonly fetch: typeof globalThis.fetch
  readonly endpoint: Endpoint
  readonly model: string
  readonly path: string
  readonly body: unknown
  /** From sending to the last byte. */
  readonly deadlineMs: number
  readonly signal: AbortSignal
}

/** One request, sent once, with its failures in the studio's words. The body of what is answered is still to be read. */
export async function postJson(post: Post): Promise<Attempted<Response>> {
  const attempt = startAttempt({ ...post, cancelled: post.signal })
  if (attempt.keyProblem !== null) return err(attempt.keyProblem)
  return attempt.run(async (client, signal) =>
    ok(await client.post(post.path, { body: post.body, signal }).asResponse()),
  )
}
