/** Prints into a folder, for the demonstration and for "print to file". A file appears only when it is complete. */
import { link, mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { safeName } from '../../files/safe-name.ts'
import { ok, refuse } from '../../domain/problem.ts'
import type { Printer } from './printer.ts'

const code = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/**
 * Writes each print as `<time> <job name>.pdf`, with the time of `now`. Several copies are one file.
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
      const stem = `${now().toISOString().replace(/[-:]/g, '').slice(0, 15)} ${safeName(jobName)}`
      let temporary: string | undefined
      try {
        await mkdir(folder, { recursive: true })
        temporary = await writeTemporary(folder, stem, pdf)
        const file = await linkToFreeName(temporary, folder, stem)
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

const MOST_NAMES = 10_000

/** Tries numbered names until one is free. */
async function firstFree(take: (n: number) => Promise<string>): Promise<string> {
  for (let n = 1; ; n++) {
    try {
      return await take(n)
    } catch (error) {
      if (code(error) !== 'EEXIST' || n >= MOST_NAMES) throw error
    }
  }
}

/** Writes the bytes under a hidden name, which programs that watch the folder ignore. */
async function writeTemporary(folder: string, stem: string, pdf: Uint8Array): Promise<string> {
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

/** Gives the written file its final name. A link never replaces a file, so prints in the same second do not collide. */
async function linkToFreeName(from: string, folder: string, stem: string): Promise<string> {
  return await firstFree(async (n) => {
    const file = path.join(folder, n === 1 ? `${stem}.pdf` : `${stem} (${n}).pdf`)
    await link(from, file)
    return file
  })
}
