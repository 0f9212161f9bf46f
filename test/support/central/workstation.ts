/**
 * A workstation for tests: an Ed25519 key, signed calls, a chain of commands. It calls a central store over HTTP like a
 * desk, but is not a desk.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { v7 } from 'uuid'
import type { Problem, Result } from '../../../src/domain/problem.ts'
import { canonicalJson, chainedPart, FIRST_PREV_HASH, provedPart, signedCall } from '../../../src/protocol/canonical.ts'
import type { CommandEnvelope } from '../../../src/protocol/commands.ts'
import { type CommandKind, type CommandPayload, versionOf } from '../../../src/request/acts.ts'
import type { CommandReceipt } from '../../../src/protocol/central/receipts.ts'
import type { grantedSession } from '../../../src/protocol/central/session.ts'
import type { z } from 'zod'

type Prove = (envelope: CommandEnvelope) => string
/** A session as it was granted, with the key that signs its commands. */
export type Granted = z.infer<typeof grantedSession> & { readonly prove: Prove }

/** Signs a command with the key of a session. */
export const proverOf =
  (key: KeyObject): Prove =>
  (envelope) =>
    sign(null, Buffer.from(provedPart(envelope)), key).toString('base64url')
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export interface CallOptions {
  readonly session?: Granted | undefined
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly timestamp?: string
  readonly headers?: Record<string, string>
  readonly key?: KeyObject
  /** The hash of a token that is signed instead of the one that is sent. */
  readonly signedToken?: string
  /** Signed without an id, as by a desk of an earlier version. */
  readonly unnumbered?: true
  /** A server other than the one where it was enrolled. */
  readonly url?: string
}

export interface Answer<T> {
  readonly status: number
  readonly result: Result<T>
}

export interface Pushed {
  readonly receipts: CommandReceipt[]
  readonly waitingFor: { deviceSeq: number; sha256: string } | null
  readonly head: number
}

export interface CommandToMake<K extends CommandKind> {
  readonly kind: K
  readonly aggregateId: string
  readonly payload: CommandPayload<K>
  readonly session: Granted
  readonly expectedRevision?: number | null
  readonly change?: Partial<CommandEnvelope>
}

async function enrol(url: string, { code, name, publicKey }: { code: string; name: string; publicKey: KeyObject }) {
  const response = await fetch(`${url}/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      code,
      name,
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }),
  })
  const enrolled = (await response.json()) as Result<{
    deviceId: string
    deskNumber: number
    storeId: string
    epoch: string
  }>
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.problem.code}`)
  return enrolled.value
}

/** A call as it goes over the line: sending it again sends the same bytes. */
export interface SignedCall {
  readonly url: string
  readonly init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: Uint8Array }
}

/** Makes calls to a central store as one workstation, each signed with its key. */
function signing({
  url,
  deviceId,
  privateKey,
  now,
  run,
}: {
  url: string
  deviceId: string
  privateKey: KeyObject
  now: () => number
  run: () => string
}) {
  return (
    method: string,
    target: string,
    {
      session,
      json,
      bytes,
      timestamp = new Date(now()).toISOString(),
      headers = {},
      key = privateKey,
      url: server = url,
      signedToken,
      unnumbered,
    }: CallOptions = {},
  ): SignedCall => {
    const body = bytes ?? (json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json)))
    const token = headers['x-des-session'] ?? session?.token
    const sessionSha256 = signedToken ?? (token === undefined ? undefined : sha256(token))
    const number = unnumbered ? null : { callId: randomUUID(), run: run() }
    const text = signedCall({ method, path: target, timestamp, bodySha256: sha256(body), sessionSha256, number })
    const sent = {
      method,
      headers: {
        'x-des-device': deviceId,
        'x-des-timestamp': timestamp,
        ...(number ? { 'x-des-call': number.callId, 'x-des-run': number.run } : {}),
        'x-des-signature': sign(null, Buffer.from(text), key).toString('base64'),
        ...(session ? { 'x-des-session': session.token } : {}),
        ...(body.length > 0 ? { 'content-type': bytes ? 'application/octet-stream' : 'application/json' } : {}),
        ...headers,
      },
    }
    return { url: server + target, init: body.length > 0 ? { ...sent, body: Buffer.from(body) } : sent }
  }
}

export const sendSigned = ({ url, init: { body, ...init } }: SignedCall): Promise<Response> =>
  fetch(url, { ...init, ...(body ? { body: Buffer.from(body) } : {}) })

/** The run that a central store names when it refuses another one. */
async function presentRun(response: Response): Promise<string | null> {
  if (response.status !== 409) return null
  const { problem } = (await response.clone().json()) as { problem: Problem }
  return problem.code === 'call.other-run' ? problem.details.run : null
}

type Must = <T>(method: string, target: string, options?: CallOptions) => Promise<T>

/** Calls a central store as one workstation: signed again where the store has begun another run. */
function calling(desk: Omit<Parameters<typeof signing>[0], 'run'>) {
  /** The run of the central store that this workstation knows. */
  let run = ''
  const signed = signing({ ...desk, run: () => run })
  const fetchSigned = async (...given: Parameters<typeof signed>): Promise<Response> => {
    const response = await sendSigned(signed(...given))
    const present = await presentRun(response)
    if (present === null) return response
    run = present
    return sendSigned(signed(...given))
  }

  async function call<T>(method: string, target: string, options: CallOptions = {}): Promise<Answer<T>> {
    const response = await fetchSigned(method, target, options)
    return { status: response.status, result: (await response.json()) as Result<T> }
  }

  async function must<T>(method: string, target: string, options: CallOptions = {}): Promise<T> {
    const { result } = await call<T>(method, target, options)
    if (!result.ok) throw new Error(`${method} ${target}: ${JSON.stringify(result.problem)}`)
    return result.value
  }

  return { signed, fetchSigned, call, must }
}

/** Signs in with a key made for the session; files are uploaded in the name of whoever signed in here last. */
function signInAndUpload(must: Must) {
  let sessionId: string = v7()
  return {
    async signIn(username: string, password: string): Promise<Granted> {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519')
      const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
      const json = { username, password, publicKey: key }
      const granted = await must<z.infer<typeof grantedSession>>('POST', '/v1/sessions', { json })
      sessionId = granted.sessionId
      return { ...granted, prove: proverOf(privateKey) }
    },
    async upload(bytes: Uint8Array): Promise<string> {
      const name = sha256(bytes)
      const query = `sessionId=${sessionId}&offset=0&size=${String(bytes.length)}`
      await must('PUT', `/v1/attachments/${name}?${query}`, { bytes })
      return name
    },
  }
}

export async function enrolWorkstation(
  url: string,
  code: string,
  { name = 'Ghișeul 1', now = Date.now }: { name?: string; now?: () => number } = {},
) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { deviceId, deskNumber, storeId, epoch } = await enrol(url, { code, name, publicKey })
  let seq = 0
  let prevHash = FIRST_PREV_HASH

  const { signed, fetchSigned, call, must } = calling({ url, deviceId, privateKey, now })

  /** Creates the next command of this workstation's chain and advances the chain. */
  function command<K extends CommandKind>({
    kind,
    aggregateId,
    payload,
    session,
    expectedRevision = null,
    change = {},
  }: CommandToMake<K>): CommandEnvelope {
    const stated: CommandEnvelope = {
      deviceSeq: seq + 1,
      commandId: v7(),
      kind,
      kindVersion: versionOf(kind),
      aggregateId,
      expectedRevision,
      payload: payload as CommandEnvelope['payload'],
      payloadHash: sha256(canonicalJson(payload)),
      prevHash,
      actorId: session.actor.id,
      sessionId: session.sessionId,
      offline: false,
      occurredAt: new Date(now()).toISOString(),
      clockOffsetMs: 0,
      ...change,
    }
    const envelope = 'proof' in change ? stated : { ...stated, proof: session.prove(stated) }
    seq = envelope.deviceSeq
    prevHash = sha256(chainedPart(envelope))
    return envelope
  }

  const push = (commands: readonly CommandEnvelope[], options: CallOptions = {}): Promise<Answer<Pushed>> =>
    call('POST', '/v1/push', { json: { storeId, epoch, deviceId, protocol: 1, commands }, ...options })

  /** Creates one command and pushes it alone. */
  async function act<K extends CommandKind>(given: CommandToMake<K>): Promise<CommandReceipt> {
    const { result } = await push([command(given)])
    if (!result.ok) throw new Error(`push: ${JSON.stringify(result.problem)}`)
    const [receipt] = result.value.receipts
    if (!receipt) throw new Error('no receipt')
    return receipt
  }

  return {
    deviceId,
    deskNumber,
    storeId,
    epoch,
    signed,
    fetchSigned,
    call,
    must,
    command,
    push,
    act,
    ...signInAndUpload(must),
    /** The position in the chain, to return to it as a restored disk would. */
    chain: () => ({ seq, prevHash }),
    restoreChain: (to: { seq: number; prevHash: string }) => ({ seq, prevHash } = to),
  }
}
export type Workstation = Awaited<ReturnType<typeof enrolWorkstation>>
export const problemOf = (result: Result<unknown>): Problem | null => (result.ok ? null : result.problem)
