/** The exact bytes that are hashed and signed, so that desk and central store cannot disagree about them. */
import canonicalize from 'canonicalize'
import type { CommandEnvelope, TakenOverAct } from './commands.ts'

/**
 * A value that has no canonical JSON: a text or a name of a property with half a character (a lone surrogate), a number
 * that is not finite, a cycle, or what is no JSON at all. Only a bug gets here: input is refused with `input.invalid`
 * where it is parsed (`json-body.ts`, `values.ts`). The message contains nothing of the value.
 */
export class NotCanonicalJson extends TypeError {
  override readonly name = 'NotCanonicalJson'
}

/**
 * Canonical JSON (RFC 8785). Throws `NotCanonicalJson` instead of replacing anything, so that two values never have
 * the same hash because one of them could not be written.
 */
export function canonicalJson(value: unknown): string {
  let text: string | undefined
  try {
    text = canonicalize(value)
  } catch (cause) {
    throw new NotCanonicalJson('the value has no canonical JSON', { cause })
  }
  if (text === undefined) throw new NotCanonicalJson('the value is no JSON')
  return text
}

/** The input of a command's link in the chain of its device: everything but the payload, which its hash represents. */
export function chainedPart({ payload: _payload, ...rest }: CommandEnvelope): string {
  return canonicalJson(rest)
}

/**
 * What the key of a session signs for a command: everything but the payload, which its hash represents, and the proof
 * itself. Sequence and chain are included, so that a proof holds for one place in the chain of one workstation.
 */
export function provedPart({ payload: _payload, proof: _proof, ...rest }: CommandEnvelope): string {
  return `des-command\n${canonicalJson(rest)}`
}

/** The same for the act that a command takes over, as its first author signed it. */
export function provedPartOfTakenOver({
  kind,
  aggregateId,
  takenOver,
}: Pick<CommandEnvelope, 'kind' | 'aggregateId'> & { readonly takenOver: TakenOverAct }): string {
  const { deviceId: _device, deskNumber: _number, actorName: _name, proof: _proof, ...signed } = takenOver
  return `des-command\n${canonicalJson({ ...signed, kind, aggregateId })}`
}

export const FIRST_PREV_HASH = '0'.repeat(64)

/**
 * What a workstation signs with its Ed25519 key for every call, so that nothing of the call can be changed, and
 * the call is answered once. `path` is the request target with its query exactly as sent; `bodySha256` is computed
 * over the bytes sent, or over no bytes.
 */
export function signedCall(call: {
  method: string
  path: string
  timestamp: string
  bodySha256: string
  /** SHA-256 of the token that the call carries; absent where it carries none. */
  sessionSha256?: string | undefined
  /** The id of the call, and the run of the central store that may answer it; null from a desk of version 1. */
  number: { readonly callId: string; readonly run: string } | null
}): string {
  const { method, path, timestamp, bodySha256, sessionSha256, number } = call
  return [
    method.toUpperCase(),
    path,
    timestamp,
    bodySha256,
    ...(number === null ? [] : ['once', number.callId, number.run]),
    ...(sessionSha256 === undefined ? [] : [sessionSha256]),
  ].join('\n')
}
