/**
 * The built renderer as a closed list of files: only files on the list when the host starts are served, whatever the
 * path is.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
}

export interface RendererFile {
  readonly mediaType: string
  readonly cacheControl: string
  readonly read: () => Promise<Buffer>
}

/** `null` for a file that is not on the list. `/` is the page itself. */
export type RendererFiles = (urlPath: string) => RendererFile | null

export async function listRendererFiles(folder: string): Promise<RendererFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, RendererFile>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const urlPath = `/${path.relative(folder, file).split(path.sep).join('/')}`
    const mediaType = MEDIA_TYPES[path.extname(entry.name)]
    if (mediaType === undefined) continue
    files.set(urlPath, {
      mediaType,
      // The bundler puts a hash of the content into the names under /assets/.
      cacheControl: urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
      read: () => readFile(file),
    })
  }
  const page = files.get('/index.html')
  if (page === undefined) throw new Error(`no built renderer in ${folder}`)
  files.set('/', page)
  return (urlPath) => files.get(urlPath) ?? null
}
