/** The facts of an identified caller, by kind, and the evidence that an identification works with. */
import type { Result } from '../../../domain/problem.ts'
import type { Caller, CallerKind } from '../../../protocol/central/call.ts'
import type { Present } from '../../people/sign-in.ts'
import type { Reading } from '../../store/schema.ts'
import type { Device } from '../../workstations/workstations.ts'
import type { CallsOnce } from './calls-once.ts'

/** What a handler receives about its caller. */
export interface CallerFacts {
  readonly public: object
  readonly workstation: { readonly device: Device }
  readonly person: { readonly device: Device; readonly person: Present & { readonly token: string } }
  /** The person to whom the record belongs. */
  readonly holder: { readonly holder: { readonly cnp: string } }
  /** A doctor's application, by the SHA-256 of its client certificate. */
  readonly service: { readonly service: { readonly certificateSha256: string } }
}
/** A member of staff at a workstation, as most handlers know their caller. */
export type StaffCaller = CallerFacts['person']
/** Actor and device of an audit entry for an act of a member of staff. */
export const auditedBy = ({ person, device }: StaffCaller) => ({ actor: person.user.id, device: device.id })

/** The call as it arrived, before any of it is parsed. */
export interface ReceivedCall {
  readonly method: string
  /** With its query, as sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

export interface Evidence<K extends CallerKind> {
  readonly db: Reading
  readonly call: ReceivedCall
  /** The instant of arrival. */
  readonly at: string
  /** What keeps a signed call from being answered twice. */
  readonly once: CallsOnce
  readonly caller: Extract<Caller, { kind: K }>
}
export type Identify<K extends CallerKind> = (evidence: Evidence<K>) => Promise<Result<CallerFacts[K]>>

/** A header that is sent once; empty where it is missing or repeated. */
export const singleHeader = ({ headers }: ReceivedCall, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}
