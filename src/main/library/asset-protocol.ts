import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { protocol } from 'electron'

/** Where pictures come from. Each answers `null` for what it does not have. */
export interface PictureSource {
  readonly blob: (sha256: string, format: string) => Promise<Uint8Array | null>
  readonly thumbnail: (sha256: string) => Promise<Uint8Array | null>
  readonly mask: (id: number) => Promise<Uint8Array | null>
  readonly heatMap: (reportId: number) => Promise<Uint8Array | null>
  readonly preview: (key: string) => { readonly bytes: Uint8Array; readonly contentType: string } | null
}

const contentTypeByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/** No inline script, no inline style, no other origin, in any build that is shipped. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types own-worker',
].join('; ')

/**
 * An SVG is written by a model or comes from anywhere. As a picture it runs no script and loads nothing; were it ever
 * opened as a page, it would be one of no origin, without script and without the network.
 */
const svgPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

const commonHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** Before `ready`, synchronously. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'diptych', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the page and its pictures from one origin. Static files come from a table built at start and pictures from
 * anchored patterns, so that no path is ever joined from an address.
 */
export function serveAssets(
  files: Promise<ReadonlyMap<string, string>>,
  pictureSource: () => Promise<PictureSource>,
  /** The dev server's origin, which then stands for `files`; `null` in every build that is shipped. */
  devOrigin: string | null,
): void {
  protocol.handle('diptych', async (request) => {
    const { hostname, pathname, search } = new URL(request.url)
    if (request.method !== 'GET' || hostname !== 'app') return refuse(403)

    const file = (await files).get(pathname === '/' ? '/index.html' : pathname)
    if (file !== undefined)
      return answer(await readFile(file), contentTypeByExtension[extname(file)] ?? null, 'no-cache')

    if (!/^\/(blob|thumb|mask|heat-map|preview)\//.test(pathname))
      return devOrigin === null ? refuse(404) : fetch(`${devOrigin}${pathname}${search}`)

    const pictures = await pictureSource()
    const [, kind, name, format] = /^\/(blob|thumb)\/([0-9a-f]{64})\.(png|jpeg|webp|gif|svg)$/.exec(pathname) ?? []
    if (kind === 'blob' && name !== undefined && format === 'svg')
      return answer(await pictures.blob(name, format), 'image/svg+xml', 'immutable', svgPolicy)
    if (kind === 'blob' && name !== undefined && format !== undefined)
      return answer(await pictures.blob(name, format), `image/${format}`, 'immutable')
    if (kind === 'thumb' && name !== undefined && format === 'webp')
      return answer(await pictures.thumbnail(name), 'image/webp', 'immutable')

    // Not for ever: ids are a library's own, and another one can be opened.
    const [, drawing, id] = /^\/(mask|heat-map)\/([1-9]\d{0,15})\.png$/.exec(pathname) ?? []
    if (drawing === 'mask') return answer(await pictures.mask(Number(id)), 'image/png', 'no-cache')
    if (drawing === 'heat-map') return answer(await pictures.heatMap(Number(id)), 'image/png', 'no-cache')

    const [, previewKey] = /^\/preview\/(\d{1,16}-\d{1,2}-\d{1,2})$/.exec(pathname) ?? []
    const preview = previewKey === undefined ? null : pictures.preview(previewKey)
    return preview === null ? refuse(404) : answer(preview.bytes, preview.contentType, 'no-store')
  })
}

const refuse = (status: 403 | 404): Response => new Response(null, { status, headers: commonHeaders })

function answer(
  bytes: Uint8Array | null,
  contentType: string | null,
  caching: 'immutable' | 'no-cache' | 'no-store',
  policy = contentSecurityPolicy,
): Response {
  if (bytes === null || contentType === null) return refuse(404)
  const cacheControl = caching === 'immutable' ? 'private, max-age=31536000, immutable' : caching
  // Bytes read from files are never backed by shared memory, which is all the narrower type asks.
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...commonHeaders,
      'content-security-policy': policy,
      'content-type': contentType,
      'cache-control': cacheControl,
    },
  })
}

/** The page's own files by their address, for `serveAssets`. */
export async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile() && contentTypeByExtension[extname(entry.name)] !== undefined)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length).split(sep).join('/'), path]),
  )
}
