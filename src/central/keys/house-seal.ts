/**
 * The house's electronic seal: a PKCS#12 file and its password beside the key ring. A demonstration makes one of its
 * own at its first start; a real store waits until one is put there, and executes nothing before, for an operation
 * without its receipt would be a loss.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DEMONSTRATION_LOCALITY } from '../../domain/house/house.ts'
import type { Words } from '../../domain/papers/words.ts'
import { createSelfIssuedSeal, loadPkcs12, type Signer } from '../../signature/signing/index.ts'
import type { Random } from '../random.ts'
import { readSecretFile, writeSecretFile } from './secret-file.ts'

const SEAL = 'seal.p12'
const PASSWORD = 'seal.password'
const AUTHORITY = 'seal-authority.der'
const DEMONSTRATION_YEARS = 5

interface SealOptions {
  /** In whose name a demonstration's own seal is made. */
  readonly houseName: Words
  readonly random: Random
  readonly now: Date
}

async function makeDemonstrationSeal(folder: string, { houseName, random, now }: SealOptions): Promise<void> {
  const password = Buffer.from(random.bytes(24)).toString('base64url')
  const validUntil = new Date(now)
  validUntil.setUTCFullYear(validUntil.getUTCFullYear() + DEMONSTRATION_YEARS)
  const validFrom = new Date(now.getTime() - 86_400_000)
  const seal = await createSelfIssuedSeal({
    organisation: houseName.ro,
    locality: DEMONSTRATION_LOCALITY,
    password,
    validFrom,
    validUntil,
    randomBytes: (length) => random.bytes(length),
  })
  writeSecretFile(path.join(folder, PASSWORD), password)
  writeSecretFile(path.join(folder, AUTHORITY), seal.authority)
  // Last: while it is not there, all of this is made again.
  writeSecretFile(path.join(folder, SEAL), seal.pkcs12)
}

export interface HouseSeal {
  readonly signer: Signer
  /** DER of the certificate to trust where a demonstration's papers shall verify; null for a real seal. */
  readonly authority: Uint8Array | null
}

/** The seal, or null where there is none. Throws when the file is there and cannot be opened. */
export async function openHouseSeal(
  folder: string,
  { demonstration, ...options }: SealOptions & { readonly demonstration: boolean },
): Promise<HouseSeal | null> {
  const file = path.join(folder, SEAL)
  if (!existsSync(file)) {
    if (!demonstration) return null
    await makeDemonstrationSeal(folder, options)
  }
  const loaded = loadPkcs12(readFileSync(file), (readSecretFile(path.join(folder, PASSWORD)) ?? '').trim())
  if (!loaded.ok) throw new Error(`the seal cannot be opened: ${loaded.failure}`)
  const authority = path.join(folder, AUTHORITY)
  return { signer: loaded.signer, authority: existsSync(authority) ? new Uint8Array(readFileSync(authority)) : null }
}
