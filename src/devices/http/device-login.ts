/**
 * Logging in to a device: HTTP Digest (RFC 7616) and Basic (RFC 7617). A password leaves this computer only if nobody
 * on the network can read it: Basic only over TLS, Digest anywhere, because it sends a proof and not the password.
 */
import { createHash, randomBytes } from 'node:crypto'

export interface DeviceLogin {
  readonly user: string
  readonly password: string
}

export interface LoginRequest {
  readonly method: string
  /** The target of the request as it is sent. */
  readonly target: string
  /** Whether the connection is encrypted. */
  readonly secure: boolean
}

interface Challenge {
  readonly scheme: string
  readonly values: ReadonlyMap<string, string>
}

/** The longest header that is read; longer ones are of no device. */
const MOST_HEADER = 8 * 1024
const PART =
  /\s*(?:,\s*)*(?:([!#$%&'*+.^_`|~0-9a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|([a-z][a-z0-9-]*)(?=\s|,|$))/iy

/** The challenges of a WWW-Authenticate header, in their order. */
function challengesOf(header: string): Challenge[] {
  const found: { scheme: string; values: Map<string, string> }[] = []
  PART.lastIndex = 0
  while (PART.lastIndex < header.length) {
    const part = PART.exec(header)
    if (part === null) break
    const [, name, quoted, token, scheme] = part
    if (scheme !== undefined) found.push({ scheme: scheme.toLowerCase(), values: new Map() })
    else if (name !== undefined)
      found.at(-1)?.values.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token ?? '')
  }
  return found
}

const HASHES: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256' }
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** Null when the challenge asks for something unknown. */
function digest({ values }: Challenge, login: DeviceLogin, request: LoginRequest, cnonce: string): string | null {
  const stated = (values.get('algorithm') ?? 'MD5').toLowerCase()
  const session = stated.endsWith('-sess')
  const algorithm = HASHES[stated.replace(/-sess$/, '')]
  const nonce = values.get('nonce')
  const qops = (values.get('qop') ?? '').split(',').map((one) => one.trim().toLowerCase())
  const isOld = qops.join('') === ''
  if (algorithm === undefined || nonce === undefined || !(isOld || qops.includes('auth'))) return null
  const hash = (text: string): string => createHash(algorithm).update(text, 'utf8').digest('hex')
  const realm = values.get('realm') ?? ''
  const person = hash(`${login.user}:${realm}:${login.password}`)
  const first = session ? hash(`${person}:${nonce}:${cnonce}`) : person
  const second = hash(`${request.method}:${request.target}`)
  const count = '00000001'
  const response = hash(isOld ? `${first}:${nonce}:${second}` : `${first}:${nonce}:${count}:${cnonce}:auth:${second}`)
  const opaque = values.get('opaque')
  return [
    `Digest username=${quoted(login.user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(request.target)}`,
    ...(values.has('algorithm') ? [`algorithm=${values.get('algorithm') ?? ''}`] : []),
    `response=${quoted(response)}`,
    ...(isOld && !session ? [] : [`cnonce=${quoted(cnonce)}`]),
    ...(isOld ? [] : [`nc=${count}`, 'qop=auth']),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ')
}

/**
 * The Authorization header that answers a WWW-Authenticate header: Digest with the strongest known hash, else Basic
 * over TLS. Null when the device asks for another way, or for a password that others could read.
 */
export function authorizationFor(
  header: string | undefined,
  login: DeviceLogin,
  request: LoginRequest,
  cnonce: string = randomBytes(16).toString('hex'),
): string | null {
  const challenges = challengesOf((header ?? '').slice(0, MOST_HEADER))
  const digests = challenges
    .filter(({ scheme }) => scheme === 'digest')
    .map((challenge) => ({
      strong: (challenge.values.get('algorithm') ?? '').toLowerCase().startsWith('sha-256'),
      answer: digest(challenge, login, request, cnonce),
    }))
    .filter(({ answer }) => answer !== null)
  const best = digests.find(({ strong }) => strong) ?? digests[0]
  if (best !== undefined) return best.answer
  const basic = request.secure && challenges.some(({ scheme }) => scheme === 'basic')
  return basic ? `Basic ${Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64')}` : null
}
