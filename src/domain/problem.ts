/**
 * The one table of problems: everything that can be refused, with a stable code, the HTTP status that carries it, and
 * the type of its details. Codes are never renamed; the words for people are made from them in the renderer.
 */

/** A JSON value, because details must pass IPC and HTTP unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Details = { readonly [key: string]: Json }
type NoDetails = Record<never, never>

interface Definition<D extends Details> {
  /** HTTP status (RFC 9110 section 15). */
  readonly status: number
  /** Carries the type of the details only; never set. */
  readonly details?: D
}
const define = <D extends Details = NoDetails>(status: number): Definition<D> => ({ status })

export const PROBLEMS = {
  // What arrived cannot be read
  'input.invalid': define<{ issues: { path: string; message: string }[] }>(400),
  'input.too-large': define<{ limit: number }>(413),
  'route.unknown': define(404),
  'rate.exceeded': define<{ retryAfterSeconds: number }>(429),

  // Person at the desk
  'login.wrong': define(401),
  'login.locked': define<{ until: string }>(423),
  'login.disabled': define(403),
  'session.required': define(401),
  'session.expired': define(401),
  'session.locked': define(423),
  /** The command is not signed by the key of the session that it names. */
  'session.unproved': define(401),
  'unlock.not-known-here': define(401),
  'unlock.expired': define<{ lastOnline: string; days: number }>(401),
  'password.change-required': define(403),
  'password.common': define(422),
  /** The password was set by another person less than a day ago. */
  'password.recent': define<{ until: string }>(403),
  /** A second person has not confirmed the role yet. */
  'authority.unconfirmed': define(403),
  'authority.second-person': define(403),
  'user.last-administrator': define(409),
  'right.missing': define<{ right: string }>(403),
  'host.refused': define(403),

  // Callers that are no members of staff
  'holder.session-required': define(401),
  'service.certificate-required': define(401),

  // Workstation
  'enrolment.invalid': define(401),
  'device.unknown': define(401),
  'device.signature': define(401),
  'device.clock': define<{ serverTime: string }>(401),
  /** A signed call that was answered before: recorded and sent again, or repeated by something on the way. */
  'call.repeated': define(409),
  /** Signed for another run of the central store; `run` is the present one, for which the desk signs again. */
  'call.other-run': define<{ run: string }>(409),
  'clock.behind': define<{ seen: string }>(409),
  'device.forked': define<{ deviceSeq: number }>(409),
  'device.frozen': define(423),
  /** Restored from an older copy: the central store has more of this workstation than it has itself. */
  'device.behind': define<{ here: number; centre: number }>(409),
  /** Connected, and not yet compared with the central store's record of this workstation. */
  'device.unchecked': define(503),
  'device.retired': define(409),
  /** The act was recorded under an earlier identity of this workstation; a person takes it over or sets it aside. */
  'device.replaced': define<{ deviceId: string; deskNumber: number }>(409),
  /** The workstation has its identity, or the reason why it sends nothing is another one. */
  'device.not-replaceable': define(409),

  // Sync
  'push.gap': define<{ expected: number }>(409),
  'push.chain': define<{ deviceSeq: number }>(409),
  /** The central store cannot write, or cannot read its own database. Nothing was changed. */
  'store.full': define(507),
  'store.damaged': define(500),
  'store.different': define<{ storeId: string; epoch: string }>(409),
  'cursor.gone': define(410),
  'protocol.too-old': define<{ minimum: number }>(426),
  'command.unknown-kind': define<{ kind: string }>(422),
  'command.payload-hash': define(422),
  /** A decision that arrived too long after it was made. */
  'decision.late': define<{ madeAt: string; minutes: number }>(409),
  'command.refused': define<{ reason: string; by: string }>(409),
  'parked.unknown': define(404),
  /** The act was sent, taken over or set aside before: it is not done a second time. */
  'takeover.settled': define(409),
  /** Nothing proves that the person did the act at that workstation. */
  'takeover.unproved': define(401),
  /** A decision is made again by whoever has the right; it is not taken over. */
  'takeover.decision': define(409),
  'central.unreachable': define<{ since: string | null }>(503),
  'online.required': define(503),
  /** Connected, but this person signed in while the desk was offline: the central store requires the password. */
  'session.offline': define(401),

  // Attachments and scans
  'attachment.missing': define<{ sha256: string }>(409),
  'attachment.unknown': define(404),
  'attachment.hash-mismatch': define(422),
  /** One workstation may have only so many bytes at the central store that no request names yet. */
  'attachment.quota': define<{ limit: number }>(429),
  /** The central store has the file no longer, or not as it was. */
  'attachment.damaged': define<{ sha256: string }>(500),
  'attachment.offset': define<{ expected: number }>(409),
  'scan.empty': define<{ name: string }>(422),
  'scan.too-large': define<{ name: string; size: number; limit: number }>(413),
  'scan.not-supported': define<{ name: string }>(415),
  'scan.unreadable': define<{ name: string }>(422),
  /** Only `whole` pages of the file are there, as a whole; they can be taken alone. */
  'scan.incomplete': define<{ name: string; whole: number }>(422),
  'scan.password': define<{ name: string }>(422),
  'scan.too-many-pages': define<{ name: string; pages: number; limit: number }>(422),
  'scan.no-pages': define(422),
  /** Work on a thread of its own had no answer: it took too long or too much memory, failed, or was stopped by us. */
  'thread.ended': define<{ why: 'time' | 'memory' | 'fault' | 'aborted' | 'closed' }>(500),

  // Person and identity document
  'cnp.length': define<{ length: number }>(422),
  'cnp.characters': define(422),
  'cnp.tax-number': define(422),
  'cnp.first-digit': define(422),
  'cnp.date': define(422),
  'cnp.control-digit': define(422),
  'mrz.format': define<{ lines: number; length: number }>(422),
  'mrz.check-digit': define<{ fields: string[] }>(422),
  'mrz.state': define<{ state: string }>(422),
  'name.empty': define(422),
  'document.expired': define<{ validUntil: string }>(422),
  'document.date': define(422),
  'holder.unknown': define(404),
  'holder.deceased': define(409),

  // Requests
  'request.unknown': define(404),
  'request.exists': define(409),
  'request.state': define<{ state: string; command: string }>(409),
  'request.stale': define<{ seen: number; current: number; state: string }>(409),
  'request.incomplete': define<{ missing: string[] }>(422),
  'request.four-eyes': define(403),
  'request.own-registration': define(403),
  'request.duplicate': define<{ requestId: string; number: string }>(409),
  'request.different-person': define(409),
  /** The central store knows the CNP under another name. The problem reveals nothing about that person. */
  'request.name-of-another': define(409),
  /** The identity check was of other people than the request states now. */
  'request.people-changed': define(409),
  'request.already-anonymised': define<{ receipt: string | null }>(409),
  'request.not-anonymised': define(409),
  'request.no-dossier': define(409),
  'request.plan-changed': define(409),
  'request.plan-expired': define(409),
  /** The person wants a restriction or a copy first (`wishes`), and nobody has resolved that yet. */
  'request.wish': define<{ wishes: string[] }>(422),
  'request.surname': define(422),
  'request.order': define<{ requestIds: string[] }>(409),
  'request.order-known': define(409),
  'request.not-opposite': define(409),
  'request.extended': define(409),
  'request.extension': define<{ maximumDays: number }>(422),
  'request.deceased': define(409),
  'draft.unknown': define(404),
  'decision.unknown': define(404),

  // Numbers and papers
  'number.taken': define<{ number: string }>(409),
  'number.not-leased': define<{ number: string }>(409),
  /** A number of a year in which, by what the central store knows, nothing can have been registered: local days. */
  'registration.day': define<{ number: string; from: string; to: string }>(409),
  'paper.unknown': define(404),
  'paper.not-yet': define<{ paper: string }>(409),
  /** Only a sealed file is given out as one. */
  'paper.unsealed': define(409),
  /** No attempt to print is known that may have given a paper: there is nothing to confirm. */
  'paper.not-sent': define(409),
  'verification.unknown': define(404),
  'printer.none': define(409),
  'printer.failed': define<{ reason: string }>(502),
  'printer.unreachable': define<{ printer: string }>(502),
  /** It is unknown whether the paper was printed, or will be. */
  'printer.unconfirmed': define<{ printer: string }>(502),

  // Scanners; `pages`: how many were taken before, and are kept
  'scanner.none': define(409),
  'scanner.running': define(409),
  'scanner.unreachable': define<{ scanner: string }>(502),
  'scanner.certificate': define<{ scanner: string }>(502),
  'scanner.settings': define<{ scanner: string }>(422),
  'scanner.busy': define<{ scanner: string; pages: number }>(409),
  'scanner.no-documents': define<{ scanner: string; pages: number }>(409),
  'scanner.no-file': define<{ folder: string; seconds: number }>(409),
  /** The watched folder cannot be looked into. */
  'scanner.folder-gone': define<{ folder: string; pages: number }>(502),
  'scanner.jam': define<{ scanner: string; pages: number }>(502),
  'scanner.cover-open': define<{ scanner: string; pages: number }>(502),
  'scanner.gone': define<{ scanner: string; pages: number }>(502),
  'scanner.timed-out': define<{ scanner: string; pages: number }>(504),
  'scanner.cancelled': define<{ scanner: string; pages: number }>(409),
  'scanner.access-denied': define<{ scanner: string; pages: number }>(502),
  'scanner.not-understood': define<{ scanner: string; pages: number }>(502),
  'scanner.failed': define<{ scanner: string; pages: number }>(502),

  // The machine
  'disk.full': define<{ freeBytes: number; neededBytes: number }>(507),
  'cache.unavailable': define(503),
  /** The desk cannot open its data and waits for a person's choice (procedures `start.*`). */
  'desk.start-blocked': define<{ cause: string }>(503),
  unexpected: define<{ reference: string }>(500),
} as const // no `satisfies`: its contextual type would make every code ask for details

export type ProblemCode = keyof typeof PROBLEMS
export type ProblemDetails<C extends ProblemCode> = NonNullable<(typeof PROBLEMS)[C]['details']>

/** A refusal: a code of the table and its details. */
export type Problem = { [C in ProblemCode]: { readonly code: C; readonly details: ProblemDetails<C> } }[ProblemCode]

/** The result of every act that can be refused; exceptions are for bugs. */
export type Result<T, P = Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

type DetailsArgument<C extends ProblemCode> = keyof ProblemDetails<C> extends never ? [] : [details: ProblemDetails<C>]

/** A problem of the table; its details are required exactly if the code has any. */
export function problem<C extends ProblemCode>(
  code: C,
  ...[details]: DetailsArgument<C>
): Extract<Problem, { code: C }> {
  return { code, details: details ?? {} } as unknown as Extract<Problem, { code: C }>
}

/** The refusal of an act. */
export function refuse<C extends ProblemCode>(
  code: C,
  ...details: DetailsArgument<C>
): { readonly ok: false; readonly problem: Extract<Problem, { code: C }> } {
  return { ok: false, problem: problem(code, ...details) }
}
