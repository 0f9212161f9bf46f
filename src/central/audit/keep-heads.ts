/** Writes a signed head of the audit chain when the store starts, every hour, and when it is closed. */
import { sha256Hex } from '../../files/sha256.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { StoreFiles } from '../folder/store-folder.ts'
import type { StoreIdentity } from '../store/repositories/store-identity.ts'
import type { Store } from '../store/store.ts'
import { readChainEnd } from './append-audit.ts'
import { appendHead, HEADS_KEPT, headsFileOf, readHeadsText } from './heads-file.ts'
import { type HEAD_REASONS, type HeadsVerdict, publicKeyOf, readHeads, signHead } from './signed-heads.ts'

/** The heads of this store; verified with its own key. */
export const readOwnHeads = (files: Pick<StoreFiles, 'heads'>, keys: Pick<KeyRing, 'headKey'>): HeadsVerdict =>
  readHeads(readHeadsText(headsFileOf(files)) ?? '', publicKeyOf(keys.headKey))

export interface HeadKeeper {
  /** Writes a head, unless no entry was added since the last one. */
  write(why: (typeof HEAD_REASONS)[number]): Promise<void>
}

export function keepHeads({
  store,
  identity,
  keys,
  files,
  now,
}: {
  store: Store
  identity: StoreIdentity
  keys: KeyRing
  files: StoreFiles
  now: () => string
}): HeadKeeper {
  const file = headsFileOf(files)
  const read = readHeads(readHeadsText(file) ?? '', publicKeyOf(keys.headKey), 'last')
  if (!read.ok) throw new Error(`the file of heads is damaged at line ${String(read.line)}`)
  let lines = read.heads.length
  let { lastLine } = read
  let lastN = read.heads.at(-1)?.n ?? -1
  let running: Promise<void> = Promise.resolve()

  async function write(why: (typeof HEAD_REASONS)[number]): Promise<void> {
    const { n, hash, bodies } = await store.read(async (db) => ({
      ...(await readChainEnd(db)),
      bodies: await db
        .selectFrom('audit_body')
        .select((all) => all.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    }))
    if (n === lastN) return
    const { storeId, epoch } = identity
    const facts = { storeId, epoch, at: now(), why, n, hash }
    const line = signHead({ ...facts, bodies: Number(bodies.count) }, lastLine, keys.headKey)
    appendHead(file, line)
    lines += 1
    lastLine = sha256Hex(line)
    lastN = n
    const value = `${String(lines)}:${lastLine}`
    await store.write(({ db }) =>
      db
        .insertInto('meta')
        .values({ key: HEADS_KEPT, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    )
  }
  return {
    write(why) {
      // One after the other: two at once would name the same previous line.
      running = running.then(
        () => write(why),
        () => write(why),
      )
      return running
    },
  }
}
