/**
 * Until when a digest and a key length count as safe for signatures on certificates (EN 319 102-1, 5.2.8.4.4; the dates
 * follow TS 119 312 and the defaults of the Commission's validator). Part of the policy that every report names:
 * whoever changes a date changes its version.
 */
import { describeDigest } from './algorithm.ts'
import type { DigestName, SignatureScheme } from './algorithm.ts'
import type { PublicKey } from './public-key.ts'

/** Not safe from this day on. What is not named is safe without a date yet. */
const digestEnds: Partial<Record<DigestName, string>> = {
  md5: '2004-08-01',
  sha1: '2012-08-01',
  ripemd160: '2014-08-01',
  sha224: '2029-01-01',
  'sha512-224': '2029-01-01',
  'sha3-224': '2029-01-01',
}

/** Least length in bits, and the day from which keys shorter than the next line no longer suffice. */
const keyEnds: Record<PublicKey['kind'], readonly (readonly [bits: number, until: string])[]> = {
  rsa: [
    [1024, '2014-01-01'],
    [1536, '2020-01-01'],
    [1900, '2029-01-01'],
    [3000, '9999-01-01'],
  ],
  dsa: [
    [1024, '2014-01-01'],
    [1900, '2029-01-01'],
  ],
  ec: [
    [224, '2021-01-01'],
    [256, '9999-01-01'],
  ],
  ed25519: [[0, '9999-01-01']],
  ed448: [[0, '9999-01-01']],
}

/** Why a signature with this scheme and key proves nothing at a moment; undefined when it does. */
export function judgeAlgorithm(scheme: SignatureScheme, key: PublicKey, at: Date): string | undefined {
  const end = 'digest' in scheme ? digestEnds[scheme.digest] : undefined
  if ('digest' in scheme && end !== undefined && at >= new Date(end))
    return `${describeDigest(scheme.digest)} is not safe since ${end}`
  const step = [...keyEnds[key.kind]].reverse().find(([bits]) => key.bits >= bits)
  if (step === undefined) return `a key of ${String(key.bits)} bits was never safe`
  return at >= new Date(step[1]) ? `a key of ${String(key.bits)} bits is not safe since ${step[1]}` : undefined
}
