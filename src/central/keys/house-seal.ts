/**
 * The house's electronic seal: a PKCS#12 file and its password beside the key ring. A demonstration makes one of its
 * own at its first start; a real store waits until somebody adds one. It executes nothing before, because an execution
 * without a receipt cannot be repeated.
 */
import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DEMONSTRATION_LOCALITY } from '../../domain/house/house.ts'
import type { Words } from '../../domain/papers/words.ts'
import { createSelfIssuedSeal, loadPkcs12, type Signer } from '../../signature/signing/index.ts'
import type { Random } from '../random.ts'
import { StartRefused } from '../folder/start-refused.ts'
import { readSecretFile, writeSecretFile } from './secret-file.ts'

const SEAL = 'seal.p12'
const PASSWORD = 'seal.password'
const AUTHORITY = 'seal-authority.der'
const DEMONSTRATION_YEARS = 5

interface SealOptions {
  /** The name in a demonstration's own seal. */
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
  // Written last: until it exists, all of this is made again.
  writeSecretFile(path.join(folder, SEAL), seal.pkcs12)
}

export interface HouseSeal {
  readonly signer: Signer
  /** DER of the certificate to trust when a demonstration's papers are validated; null for a real seal. */
  readonly authority: Uint8Array | null
}

/** What the store remembers of a seal, to notice another one: SHA-256 of its certificate. Null before the first. */
export interface RememberedSeal {
  readonly seen: string | null
}

const sealRefused = (file: string, why: string) =>
  new StartRefused(`The seal of the house ${file} ${why}. Put back ${SEAL} and ${PASSWORD} as they were installed.`)

function readSeal(folder: string): Signer {
  const file = path.join(folder, SEAL)
  let given: { pkcs12: Buffer | null; password: string }
  try {
    given = {
      pkcs12: readSecretFile(file),
      password: (readSecretFile(path.join(folder, PASSWORD))?.toString('utf8') ?? '').trim(),
    }
  } catch (error) {
    throw error instanceof StartRefused ? error : sealRefused(file, 'cannot be read')
  }
  const loaded = loadPkcs12(given.pkcs12 ?? new Uint8Array(), given.password)
  if (!loaded.ok) throw sealRefused(file, `cannot be opened (${loaded.failure})`)
  return loaded.signer
}

/** The certificate of the seal's issuer, or null if there is none. Throws if it did not issue this seal. */
function readAuthority(file: string, { certificate }: Signer): Uint8Array | null {
  if (!existsSync(file)) return null
  const bytes = new Uint8Array(readFileSync(file))
  let above = false
  try {
    above = new X509Certificate(certificate).verify(new X509Certificate(bytes).publicKey)
  } catch {
    // No certificate at all.
  }
  if (!above) throw sealRefused(file, 'is not the certificate that issued it')
  return bytes
}

/**
 * The seal, or null where there is none. A demonstration makes its own once.
 * @throws StartRefused where the seal is there and cannot be opened, or where a demonstration has lost its own
 */
export async function openHouseSeal(
  folder: string,
  { demonstration, seen, ...options }: SealOptions & RememberedSeal & { readonly demonstration: boolean },
): Promise<HouseSeal | null> {
  const file = path.join(folder, SEAL)
  if (!existsSync(file)) {
    if (!demonstration) return null
    if (seen !== null) throw sealRefused(file, 'is missing')
    await makeDemonstrationSeal(folder, options)
  }
  const signer = readSeal(folder)
  return { signer, authority: readAuthority(path.join(folder, AUTHORITY), signer) }
}
