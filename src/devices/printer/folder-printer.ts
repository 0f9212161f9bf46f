/** A folder as a printer: the demonstration's, and "print to file". A paper is there whole or not at all. */
import { link, mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { ok, refuse } from '../../domain/problem.ts'
import type { Printer } from './printer.ts'

const code = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
const fileName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[. -]+|[. -]+$/g, '')
    .slice(0, 80) || 'document'

/**
 * Writes each print as `<moment> <job name>.pdf`; `now` gives the moment. Copies are one file: paper is what is copied.
 */
export function folderPrinter({
  name,
  folder,
  now,
}: {
  readonly name: string
  readonly folder: string
  readonly now: () => Date
}): Printer {
  return {
    name,
    kind: 'folder',
    async state() {
      try {
        await mkdir(folder, { recursive: true })
        return { ready: true, reasons: [] }
      } catch {
        return { ready: false, reasons: ['folder-not-writable'] }
      }
    },
    async print(pdf, { jobName, signal }) {
      if (signal?.aborted === true) return refuse('printer.failed', { reason: 'cancelled' })
      const stem = `${now().toISOString().replace(/[-:]/g, '').slice(0, 15)} ${fileName(jobName)}`
      let temporary: string | undefined
      try {
        await mkdir(folder, { recursive: true })
        temporary = await writeAside(folder, stem, pdf)
        const file = await linkFree(temporary, folder, stem)
        return ok({ jobId: path.basename(file), state: 'printed' })
      } catch (error) {
        if (code(error) !== 'ENOSPC' && code(error) !== 'EDQUOT')
          return refuse('printer.failed', { reason: 'folder-not-writable' })
        const { bavail, bsize } = await statfs(folder)
        return refuse('disk.full', { freeBytes: bavail * bsize, neededBytes: pdf.length })
      } finally {
        if (temporary !== undefined) await rm(temporary, { force: true })
      }
    },
  }
}

const MOST_OF_ONE_SECOND = 10_000

/** Tries names until one is free. */
async function firstFree(take: (n: number) => Promise<string>): Promise<string> {
  for (let n = 1; ; n++) {
    try {
      return await take(n)
    } catch (error) {
      if (code(error) !== 'EEXIST' || n >= MOST_OF_ONE_SECOND) throw error
    }
  }
}

/** The bytes on the disk, under a name that nobody watches for. */
async function writeAside(folder: string, stem: string, pdf: Uint8Array): Promise<string> {
  return await firstFree(async (n) => {
    const file = path.join(folder, `.${stem}.${n}.part`)
    const handle = await open(file, 'wx')
    try {
      await handle.writeFile(pdf)
      await handle.sync()
    } catch (error) {
      await rm(file, { force: true })
      throw error
    } finally {
      await handle.close()
    }
    return file
  })
}

/** Gives written bytes their name: a link never replaces a file, so two prints of one second never meet. */
async function linkFree(from: string, folder: string, stem: string): Promise<string> {
  return await firstFree(async (n) => {
    const file = path.join(folder, n === 1 ? `${stem}.pdf` : `${stem} (${n}).pdf`)
    await link(from, file)
    return file
  })
}
