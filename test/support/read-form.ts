/** A file in a form, as it arrived. */
export interface SentFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A form by its fields, each with everything that stood under its name in order. */
export type SentForm = Readonly<Record<string, readonly (string | SentFile)[]>>

export async function readForm(bytes: Buffer, contentType: string): Promise<SentForm> {
  const form = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType } }).formData()
  const fields = new Map<string, (string | SentFile)[]>()
  for (const [name, value] of form.entries()) {
    const sent =
      typeof value === 'string'
        ? value
        : { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }
    const values = fields.get(name) ?? []
    values.push(sent)
    fields.set(name, values)
  }
  return Object.fromEntries(fields)
}
