/**
 * Where lists are kept between runs: bytes as they came, and an index of where from and when. Nothing here is trusted;
 * loading verifies again.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export type ListStorage = {
  readonly read: (name: string) => Promise<Uint8Array | undefined>
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>
}

/** Files in one folder, each written beside and then moved, so that a crash leaves the old one. */
export function directoryStorage(folder: string): ListStorage {
  return {
    read: async (name) => {
      try {
        return await readFile(join(folder, safe(name)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    write: async (name, bytes) => {
      await mkdir(folder, { recursive: true })
      const beside = join(folder, `.${safe(name)}.${randomUUID()}`)
      try {
        await writeFile(beside, bytes, { flush: true })
        await rename(beside, join(folder, safe(name)))
      } finally {
        await rm(beside, { force: true })
      }
    },
  }
}

function safe(name: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/i.test(name)) throw new RangeError(`not a name to keep a list under: ${name}`)
  return name
}

/** In memory: for tests, and for a validator that is given files. */
export function memoryStorage(): ListStorage {
  const kept = new Map<string, Uint8Array>()
  return {
    read: (name) => Promise.resolve(kept.get(name)),
    write: (name, bytes) => {
      kept.set(name, bytes)
      return Promise.resolve()
    },
  }
}

const entrySchema = z.object({
  name: z.string(),
  location: z.string(),
  territory: z.string(),
  fetchedAt: z.iso.datetime(),
})
const indexSchema = z.object({ version: z.literal(1), entries: z.array(entrySchema).max(1000) })
export type StoredEntry = z.infer<typeof entrySchema>

/** Territory under which the list of lists and its pivots are entered. */
export const unionTerritory = 'EU'

/** The index; an unreadable one counts as empty, since everything in it can be fetched again. */
export async function readIndex(storage: ListStorage): Promise<StoredEntry[]> {
  const bytes = await storage.read('index.json')
  if (bytes === undefined) return []
  try {
    const result = indexSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return result.success ? result.data.entries : []
  } catch {
    return []
  }
}

export async function writeIndex(storage: ListStorage, entries: readonly StoredEntry[]): Promise<void> {
  await storage.write('index.json', Buffer.from(JSON.stringify({ version: 1, entries }, null, 1)))
}

/** The name under which what came from a location is kept. */
export function nameFor(territory: string, location: string): string {
  return `list-${territory.toLowerCase().replace(/[^a-z0-9]/g, '')}-${createHash('sha256').update(location).digest('hex').slice(0, 16)}.xml`
}
