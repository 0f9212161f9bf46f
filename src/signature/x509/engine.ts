/**
 * What the cryptographic engine under `node:crypto` can do. Node runs on OpenSSL, Electron on BoringSSL, which has no
 * brainpool curves, SHA-3, Ed448 and DSA; what it lacks goes to @noble or is answered "algorithm not supported".
 */
import { getCurves, getHashes } from 'node:crypto'

export type Engine = {
  readonly digests: ReadonlySet<string>
  readonly curves: ReadonlySet<string>
  readonly ed448: boolean
  readonly dsa: boolean
}

const boring = 'electron' in process.versions

/** The engine that this process runs on. */
export const nodeEngine: Engine = {
  digests: new Set(getHashes()),
  curves: new Set(getCurves()),
  ed448: !boring,
  dsa: !boring,
}

/** BoringSSL as Electron brings it, so that both ways can be tested on one machine. */
export const boringEngine: Engine = {
  digests: new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256']),
  curves: new Set(['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1']),
  ed448: false,
  dsa: false,
}
