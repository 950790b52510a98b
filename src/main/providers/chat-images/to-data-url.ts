import type { InputImage } from '../provider.ts'

/** A picture inside a request. */
export const toDataUrl = ({ bytes, format }: InputImage): string =>
  `data:image/${format};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
