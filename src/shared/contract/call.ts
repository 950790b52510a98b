import { z } from 'zod'
import type { FailureKind } from '../failure.ts'

export interface Call<Input extends z.ZodType, Output extends z.ZodType, Kind extends FailureKind> {
  readonly input: Input
  readonly output: Output
  /** The failures this call can answer with, beside those every call can (`AlwaysPossible`). */
  readonly failures: readonly Kind[]
}
export const call = <Input extends z.ZodType, Output extends z.ZodType, const Kind extends FailureKind = never>(
  input: Input,
  output: Output,
  failures: readonly Kind[] = [],
): Call<Input, Output, Kind> => ({ input, output, failures })

export const nothing = z.strictObject({})
