/** Turns a file into pages of a draft: stored first, named by their hash. What is refused changes nothing. */
import path from 'node:path'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { AttachmentRole } from '../../domain/request/request.ts'
import { SCAN_LIMITS, type Draft } from '../../protocol/desk.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { scanCode } from '../papers/paper-code.ts'

type NewPage = Omit<Draft['pages'][number], 'pageId'>

export async function pagesOfFile(blobs: BlobStore, bytes: Uint8Array, name: string, role: AttachmentRole, pagesAlready: number): Promise<Result<NewPage[]>> {
  const { pagesOfScan } = await scanCode()
  const pages = await pagesOfScan(bytes, name)
  if (!pages.ok) return pages
  if (pagesAlready + pages.value.length > SCAN_LIMITS.pages) return refuse('scan.too-many-pages', { name, pages: pagesAlready + pages.value.length, limit: SCAN_LIMITS.pages })
  return ok(
    pages.value.map((page) => ({
      sha256: blobs.put(page.bytes).sha256,
      mediaType: page.mediaType,
      pdfPage: page.pdfPage,
      width: page.width,
      height: page.height,
      rotation: 0,
      role,
      name,
    })),
  )
}

/** The folder into which a scanner puts its files. */
export interface WatchedFolder {
  readonly folder: string
  readonly files: () => { name: string; bytes: number; at: string }[]
  readonly read: (name: string) => Result<Buffer>
}

/** Only names in the folder itself, only files. */
export function watchedFolder(folder: string): WatchedFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = (): { name: string; bytes: number; at: string }[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => {
        const { size, mtime } = statSync(path.join(folder, name))
        return { name, bytes: size, at: mtime.toISOString() }
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, 200)
  return {
    folder,
    files,
    read: (name) => {
      const file = path.join(folder, name)
      if (path.basename(name) !== name || !existsSync(file) || !files().some((known) => known.name === name)) return refuse('attachment.unknown')
      const { size } = statSync(file)
      if (size > SCAN_LIMITS.bytes) return refuse('scan.too-large', { name, size, limit: SCAN_LIMITS.bytes })
      return ok(readFileSync(file))
    },
  }
}
