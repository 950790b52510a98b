import { isSvg } from '../library/svg-root.ts'

/** By what it holds, whatever it is called: PNG, JPEG, GIF, WebP, SVG. Any other markup is refused with everything else. */
export function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('\xff\xd8\xff') ||
    /^GIF8[79]a/.test(start) ||
    /^RIFF.{4}WEBP/s.test(start) ||
    isSvg(bytes)
  )
}
