/** The store remembers the certificate of its seal, so that another one is noticed, and a lost one is not replaced. */
import { sha256Hex } from '../../files/sha256.ts'
import type { Signer } from '../../signature/signing/index.ts'
import type { Store } from '../store/store.ts'

const SEAL_CERTIFICATE = 'seal_certificate'

/** SHA-256 of the certificate that sealed last; null before the first. */
export const rememberedSeal = (store: Store): Promise<string | null> =>
  store.read(async (db) => {
    const row = await db.selectFrom('meta').select('value').where('key', '=', SEAL_CERTIFICATE).executeTakeFirst()
    return row?.value ?? null
  })

/** Remembers a seal. Another one than before is audited; returns whether it is. */
export async function rememberSeal(
  store: Store,
  { seen, actor }: { seen: string | null; actor: string },
  { certificate }: Signer,
): Promise<boolean> {
  const now = sha256Hex(certificate)
  if (now === seen) return false
  await store.write(async (writing) => {
    await writing.db
      .insertInto('meta')
      .values({ key: SEAL_CERTIFICATE, value: now })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: now }))
      .execute()
    if (seen !== null)
      writing.audited({ actor, device: null, action: 'seal.changed', subjectRef: null, body: { before: seen, now } })
  })
  return seen !== null
}
