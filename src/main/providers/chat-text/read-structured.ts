import type { z } from 'zod'
import { err, ok, type Result } from '#shared/result.ts'

/**
 * The JSON that a language model was asked for, wherever it put it: alone, between fences, or among words. The first
 * that has the right form counts; otherwise what is wrong with the likeliest.
 */
export function readStructured<Value>(text: string, schema: z.ZodType<Value>): Result<Value, string> {
  let problem = 'there is no JSON object in it'
  for (const candidate of candidatesIn(text)) {
    const parsed = parseJson(candidate)
    if (parsed === undefined) continue
    const read = schema.safeParse(parsed)
    if (read.success) return ok(read.data)
    const [issue] = read.error.issues
    problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
  }
  return err(problem)
}

function candidatesIn(text: string): readonly string[] {
  // What a reasoning model thought aloud is not its answer.
  const said = text.split('</think>').at(-1) ?? text
  const fenced = said.split('```').filter((_, index) => index % 2 === 1)
  const withoutName = fenced.map((block) => block.replace(/^\s*[a-z]*\s*\n/i, ''))
  return [said, ...withoutName, said.slice(Math.max(0, said.indexOf('{')), said.lastIndexOf('}') + 1)]
}

/** `undefined` = no JSON; JSON itself has no such value. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
