/**
 * Desk ⇄ central store (docs/protocol.md). Every answer is `{ok, value} | {ok, problem}`.
 *
 * A workstation signs every call: headers `x-des-device` (id), `x-des-timestamp` (instant) and `x-des-signature`
 * (base64 Ed25519 over `signedCall`). What a person asks for also carries `x-des-session` (the session's token).
 */
import { z } from 'zod'
import { ERASURE_CLASSES } from '../domain/dossier/erasure-plan.ts'
import type { Right } from '../domain/rights.ts'
import { ACCOUNT_FAULTS, VOID_REASONS } from '../domain/request/registry-account.ts'
import { CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../domain/request/request.ts'
import { commandEnvelope } from './commands.ts'
import { problemSchema } from './problem.ts'
import { orderDecision } from './request.ts'
import { actor, cnpText, id, instant, line, localDay, role, sha256, text } from './values.ts'

export const PROTOCOL_VERSION = 1

export const LIMITS = {
  pushCommands: 200,
  pushBytes: 1024 * 1024,
  pullLimit: 1000,
  attachmentBytes: 64 * 1024 * 1024,
  attachmentChunk: 1024 * 1024,
  /**
   * A signed timestamp outside this window is refused as a possible replay. The desk signs the server's time as it
   * knows it from `hello`, so a workstation whose own clock is days off is still heard.
   */
  signatureWindowMs: 5 * 60_000,
} as const

export const hello = z.object({
  storeId: id,
  epoch: id,
  protocol: z.int(),
  minimumProtocol: z.int(),
  serverTime: instant,
  head: z.int().nonnegative(),
  demonstration: z.boolean(),
})

export const enrolInput = z.object({ code: line(40), publicKey: z.string().max(200), name: line(60) })
export const enrolOutput = hello.extend({ deviceId: id, deskNumber: z.int().positive(), deskName: z.string() })

export const signInInput = z.object({ username: line(60), password: z.string().max(200) })
export const grantedSession = z.object({
  sessionId: id,
  token: z.string(),
  actor: actor.extend({ username: z.string(), role }),
  grantedAt: instant,
  /** The online session ends here unless renewed. */
  expiresAt: instant,
  /** The desk may unlock for this person without the central store until here. */
  offlineUntil: instant,
})

export const pushInput = z.object({
  storeId: id,
  epoch: id,
  deviceId: id,
  protocol: z.int(),
  commands: z.array(commandEnvelope).min(1).max(LIMITS.pushCommands),
})
export const receipt = z.discriminatedUnion('outcome', [
  z.object({
    deviceSeq: z.int(),
    commandId: id,
    outcome: z.literal('applied'),
    version: z.int(),
    revision: z.int(),
    position: z.int(),
  }),
  z.object({ deviceSeq: z.int(), commandId: id, outcome: z.literal('rejected'), problem: problemSchema }),
  z.object({ deviceSeq: z.int(), commandId: id, outcome: z.literal('parked'), problem: problemSchema }),
])
export type CommandReceipt = z.infer<typeof receipt>
export const pushOutput = z.object({
  /** In the order of the batch; shorter than the batch where it stopped at `waitingFor`. */
  receipts: z.array(receipt),
  /**
   * The first command whose attachment has not arrived: it and all after it were not taken and stay queued; upload,
   * then push again.
   */
  waitingFor: z.object({ deviceSeq: z.int(), sha256 }).nullable(),
  head: z.int(),
  serverTime: instant,
})

/** A person of the house as every desk may know it. */
export const staffBody = z.object({ id, name: z.string(), username: z.string(), role, disabled: z.boolean() })
/**
 * What an erasure tells the desks: whose dossier (a keyed HMAC reference), which of its generations, and by which
 * request.
 */
export const eraseBody = z.object({ subjectRef: sha256, generation: z.int().positive(), requestId: id })
/**
 * What became of a command after its push was answered: parked, or resolved by a supervisor. Every desk learns of it;
 * the one that sent it settles it.
 */
export const receiptBody = z.object({ deviceId: id, requestId: id, receipt })
/**
 * JSON that is parsed by the schema of what it is (`requestBody`, `staffBody`, `receiptBody`, `eraseBody`) or kept as
 * it came. It is JSON because it was read as such; walking through it once more to say so was half of the parsing of a
 * first pull (npm run bench -- first-pull).
 */
const laterParsed = z.custom<z.core.util.JSONType>((value) => value !== undefined)
export const change = z.object({
  position: z.int().positive(),
  entity: z.string(),
  id: z.string(),
  version: z.int(),
  op: z.enum(['upsert', 'tombstone', 'erase']),
  /**
   * State, never a difference: `requestBody` for a `request`, `staffBody` for a `staff`, `receiptBody` for a `receipt`,
   * `houseBody` for the `house`; kinds that a desk does not know are kept raw. For `erase` (entity `dossier`):
   * `eraseBody`; never the CNP.
   */
  body: laterParsed,
})
export type Change = z.infer<typeof change>
export const pullInput = z.object({
  cursor: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pullLimit).default(500),
})
export const pullOutput = z.object({
  changes: z.array(change),
  cursor: z.int(),
  more: z.boolean(),
  head: z.int(),
  serverTime: instant,
  epoch: id,
  minimumProtocol: z.int(),
})

export const numberBlock = z.object({
  registry: z.string(),
  year: z.int(),
  from: z.int().positive(),
  to: z.int().positive(),
})
export type NumberBlock = z.infer<typeof numberBlock>
/** Idempotent by `blockId`: a lost answer leases nothing twice. */
export const leaseInput = z.object({
  blockId: id,
  registry: z.string().max(16),
  year: z.int(),
  size: z.int().min(1).max(500),
})

/** A command that could not be applied and waits for a supervisor, with everything it carried. */
export const parkedCommand = z.object({
  commandId: id,
  requestId: id,
  kind: z.string(),
  /** Whether this central store knows its kind and version: else running it again only parks it again. */
  known: z.boolean(),
  /** The first of its request: the others wait behind it and follow it in order. */
  first: z.boolean(),
  problem: problemSchema,
  actor,
  desk: z.object({ number: z.int(), name: z.string() }),
  /** By the central store's clock, as far as the desk knew it. */
  occurredAt: instant,
  receivedAt: instant,
  offline: z.boolean(),
  /** Of the request, or as the command states it where it is the one that would have made the request. */
  number: z.string(),
  person: z.object({ surname: z.string(), givenNames: z.string() }).nullable(),
  payload: z.json(),
})
/**
 * Run it, and what waits behind it, as if it came now; or give it back to its author with a reason, and run what waited
 * behind it.
 */
export const resolveParkedInput = z.discriminatedUnion('act', [
  z.object({ act: z.literal('run') }),
  z.object({ act: z.literal('refuse'), reason: text(500).min(1) }),
])
/** What became of the command and of those behind it, in order, up to the one that is parked again. */
export const resolveParkedOutput = z.object({
  outcomes: z.array(
    z.object({
      commandId: id,
      kind: z.string(),
      outcome: z.enum(['applied', 'rejected', 'parked']),
      problem: problemSchema.nullable(),
    }),
  ),
})

/** A block that its desk may still take numbers from, as the central store has it. */
export const openBlock = numberBlock.extend({ blockId: id })
/**
 * A desk gives a block back that it has closed for good. `afterSeq`: its last command when it closed the block, so that
 * nothing of the block is still under way; `unusedFrom`: the first number given to nobody, null where the desk has lost
 * the record of the block.
 */
export const returnInput = z.object({ afterSeq: z.int().nonnegative(), unusedFrom: z.int().positive().nullable() })
const numberRange = z.object({ from: z.int().positive(), to: z.int().positive() })
const voidedRange = numberRange.extend({ reason: z.enum(VOID_REASONS) })
export type VoidedRange = z.infer<typeof voidedRange>
export const returnOutput = z.object({ voided: z.array(voidedRange) })

/** What became of every number of a registry's year, runs of one kind together. */
export const registryAccount = z.object({
  registry: z.string(),
  year: z.int(),
  ranges: z.array(
    z.discriminatedUnion('as', [
      numberRange.extend({ as: z.literal('registered') }),
      numberRange.extend({ as: z.literal('voided'), reason: z.enum(VOID_REASONS), deskNumber: z.int() }),
      numberRange.extend({ as: z.literal('leased'), deskNumber: z.int() }),
      numberRange.extend({ as: z.literal('unexplained') }),
    ]),
  ),
  faults: z.array(numberRange.extend({ fault: z.enum(ACCOUNT_FAULTS) })),
  counts: z.object({ registered: z.int(), voided: z.int(), leased: z.int(), superseded: z.int() }),
})

export const attachmentState = z.object({ sha256, received: z.int().nonnegative(), complete: z.boolean() })

export const lookUpInput = z.object({ cnp: cnpText })
/** What the central store says of a person: enough to help, nothing medical. */
export const lookUpOutput = z.object({
  known: z.boolean(),
  deceased: z.boolean(),
  dossier: z.enum(['none', 'active', 'anonymised']),
  name: z.object({ surname: z.string(), givenNames: z.string() }).nullable(),
  openRequests: z.array(z.object({ requestId: id, number: z.string(), kind: z.enum(REQUEST_KINDS) })),
  /** The receipt of an earlier anonymisation that still stands. */
  receiptRequestId: id.nullable(),
})

/** What an execution would do, as shown to the supervisor; the approval names its hash. */
export const plan = z.object({
  requestId: id,
  kind: z.enum(REQUEST_KINDS),
  hash: sha256,
  computedAt: instant,
  dossierGeneration: z.int().nullable(),
  /**
   * Count by class, in the order in which they are shown. The closed list: a class that a screen does not know must not
   * go unseen.
   */
  counts: z.array(z.object({ class: z.enum(ERASURE_CLASSES), count: z.int().nonnegative() })),
  oldestDay: z.string().nullable(),
  newestDay: z.string().nullable(),
  /** What stands in the way: problem codes (deceased, opposite request of unproved order, already anonymised …). */
  obstacles: z.array(problemSchema),
})

/** What is known of when a request was made, and where each time comes from. */
const orderSide = z.object({
  requestId: id,
  number: z.string(),
  revision: z.int().positive(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  channel: z.enum(CHANNELS),
  /** As stated: a day, and the instant where the channel proves one or it was made in front of the clerk. */
  requestedDay: localDay,
  requestedAt: instant.nullable(),
  registeredAt: instant,
  registeredBy: actor,
  deskNumber: z.int(),
  /** Registered by somebody who had unlocked the desk without the central store. */
  offline: z.boolean(),
  /**
   * By the desk's own clock, with what the desk knew of its error (milliseconds; null: nothing), and by the centre's
   * clock when it arrived. Null where no command brought it.
   */
  clock: z.object({ occurredAt: instant, offsetMs: z.int().nullable(), receivedAt: instant }).nullable(),
})
/** A request among the open opposite ones of its person. */
export const orderView = z.object({
  self: orderSide,
  opposites: z.array(
    orderSide.extend({
      verdict: z.enum(['unproved', 'self-first', 'other-first']),
      /** Whether the verdict is a supervisor's. */
      decided: orderDecision.nullable(),
      /** Why nothing is to be decided here, or not by this person; null: it may be decided. */
      refusal: problemSchema.nullable(),
    }),
  ),
})

export const auditEntry = z.object({
  n: z.int(),
  at: instant,
  actor: z.string(),
  device: z.string().nullable(),
  action: z.string(),
  subjectRef: z.string().nullable(),
  commitment: z.string(),
  prevHash: sha256,
  hash: sha256,
})

/** Who may call: `public` anyone · `device` an enrolled workstation · a right: a person at an enrolled workstation. */
export type RouteAccess = 'public' | 'device' | 'person' | Right

/** The table of routes; a test walks it against every role. */
export const ROUTES = {
  hello: { method: 'GET', path: '/v1/hello', access: 'public' },
  enrol: { method: 'POST', path: '/v1/enrol', access: 'public' },
  signIn: { method: 'POST', path: '/v1/sessions', access: 'device' },
  renewSession: { method: 'POST', path: '/v1/sessions/current', access: 'person' },
  signOut: { method: 'DELETE', path: '/v1/sessions/current', access: 'person' },
  push: { method: 'POST', path: '/v1/push', access: 'device' },
  pull: { method: 'GET', path: '/v1/pull', access: 'device' },
  live: { method: 'GET', path: '/v1/live', access: 'device' },
  /** The blocks of this workstation that are still open. */
  numberBlocks: { method: 'GET', path: '/v1/number-blocks', access: 'device' },
  returnNumbers: { method: 'POST', path: '/v1/number-blocks/:blockId/return', access: 'device' },
  /** What became of every number of a year. */
  registryYear: { method: 'GET', path: '/v1/registry/:year', access: 'request.read' },
  /** The same days by day as a page of the book, under seal; query `from` and `to`. */
  registryPage: { method: 'GET', path: '/v1/registry-pages', access: 'request.decide' },
  leaseNumbers: { method: 'POST', path: '/v1/number-blocks', access: 'device' },
  attachmentState: { method: 'GET', path: '/v1/attachments/:sha256/state', access: 'device' },
  /** Body: a chunk; query `offset` and `size` (the whole file's). Answer: `attachmentState`. */
  putAttachment: { method: 'PUT', path: '/v1/attachments/:sha256', access: 'device' },
  getAttachment: { method: 'GET', path: '/v1/attachments/:sha256', access: 'request.read' },
  lookUp: { method: 'POST', path: '/v1/holders/look-up', access: 'holder.look-up' },
  plan: { method: 'GET', path: '/v1/requests/:requestId/plan', access: 'request.decide' },
  order: { method: 'GET', path: '/v1/requests/:requestId/order', access: 'request.decide' },
  /**
   * The proof of registration under seal, made when it is first asked for; query `said`: SHA-256 of
   * `canonicalJson(proofFactsOf(request))` as the desk has it, `copy`: `original` or `duplicate`. Answered only while
   * both sides would say the same. Headers `x-des-paper` and `x-des-verification-code`.
   */
  proof: { method: 'GET', path: '/v1/requests/:requestId/proof', access: 'paper.print' },
  /**
   * A sealed paper marked DUPLICAT, under a seal of its own. Whether a print is one is judged by its record
   * (`record-print`), not here.
   */
  paperDuplicate: { method: 'GET', path: '/v1/papers/:paperId/duplicate', access: 'paper.print' },
  /** The sealed PDF of a paper. */
  paper: { method: 'GET', path: '/v1/papers/:paperId', access: 'paper.read' },
  parkedCommands: { method: 'GET', path: '/v1/parked-commands', access: 'request.decide' },
  resolveParked: { method: 'POST', path: '/v1/parked-commands/:commandId/resolution', access: 'request.decide' },
  audit: { method: 'GET', path: '/v1/audit', access: 'audit.read' },
  verifyAudit: { method: 'POST', path: '/v1/audit/verification', access: 'audit.read' },
  users: { method: 'GET', path: '/v1/users', access: 'user.manage' },
  createUser: { method: 'POST', path: '/v1/users', access: 'user.manage' },
  changeUser: { method: 'PATCH', path: '/v1/users/:userId', access: 'user.manage' },
  enrolmentCode: { method: 'POST', path: '/v1/enrolment-codes', access: 'device.manage' },
  devices: { method: 'GET', path: '/v1/devices', access: 'device.manage' },
  changeDevice: { method: 'PATCH', path: '/v1/devices/:deviceId', access: 'device.manage' },
  /** A desk that gets no more numbers; what it still has to send is taken. */
  retireDevice: { method: 'POST', path: '/v1/devices/:deviceId/retirement', access: 'device.manage' },
  /** A page for people, in HTML: what the paper says and nothing more. */
  verify: { method: 'GET', path: '/verify/:code', access: 'public' },
} as const satisfies Record<string, { method: string; path: string; access: RouteAccess }>
