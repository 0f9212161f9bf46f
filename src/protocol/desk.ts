/**
 * The contract between the renderer and its desk. Both hosts serve exactly this: Electron over a MessagePort, the browser
 * host over loopback HTTP (`POST /desk/<procedure>`, `GET /desk/events`, `POST /desk/bytes`, `GET /desk/bytes/<sha256>`).
 *
 * JSON only; bytes (scans, papers) travel beside it, named by their SHA-256.
 */
import { z } from 'zod'
import {
  ATTACHMENT_ROLES,
  ATTESTATIONS,
  CAPACITIES,
  CHANNELS,
  FILING_REASONS,
  IDENTITY_DOCUMENT_TYPES,
  PAPERS,
  REJECTION_REASONS,
  REQUEST_KINDS,
  REQUEST_STATES,
} from '../domain/request/request.ts'
import type { Right } from '../domain/rights.ts'
import { problemSchema } from './problem.ts'
import { contact, questionsAsked, registration, requestBody, source } from './request.ts'
import { lookUpOutput, plan } from './sync.ts'
import { actor, id, instant, line, localDay, role, sha256, text } from './values.ts'

/* ── Session ─────────────────────────────────────────────────────────────────────────────────────────────── */

/** Who is at the desk. `locked`: somebody is signed in, the screen is veiled until the password is given again. */
export const sessionState = z.object({
  state: z.enum(['signed-out', 'locked', 'open']),
  actor: actor.extend({ username: z.string(), role }).nullable(),
  /** Unlocked without the central store: what needs it stays off. */
  offline: z.boolean(),
  rights: z.array(z.string()),
})
export const deskAbout = z.object({
  deskNumber: z.int().nullable(),
  deskName: z.string().nullable(),
  version: z.string(),
  protocol: z.int(),
  storeId: z.string().nullable(),
  epoch: z.string().nullable(),
  demonstration: z.boolean(),
  /** Only in a demonstration: the people and passwords shown on the login screen. */
  demonstrationLogins: z.array(z.object({ username: z.string(), password: z.string(), name: z.string(), role })),
  host: z.enum(['electron', 'browser']),
  keyStore: z.string(),
  journalBytes: z.int(),
  cacheBytes: z.int(),
  runtime: z.string(),
})

/* ── Sync ────────────────────────────────────────────────────────────────────────────────────────────────── */

export const syncStatus = z.object({
  state: z.enum(['starting', 'online', 'syncing', 'offline', 'stopped']),
  /** Since when without the central store; null while online. */
  offlineSince: instant.nullable(),
  lastContactAt: instant.nullable(),
  lastPullAt: instant.nullable(),
  clockOffsetMs: z.int().nullable(),
  cursor: z.int(),
  head: z.int().nullable(),
  queued: z.int(),
  /** Requests with something still to send. */
  queuedRequests: z.int(),
  oldestQueuedAt: instant.nullable(),
  attachmentsToSend: z.object({ files: z.int(), bytes: z.int(), sentBytes: z.int() }),
  parked: z.int(),
  decisions: z.int(),
  nextTryAt: instant.nullable(),
  lastProblem: problemSchema.nullable(),
  /** Real registration numbers still at hand. */
  numbersLeft: z.int(),
  /** Why sync stopped altogether (another store, a forked device, disk full); null otherwise. */
  stoppedBy: problemSchema.nullable(),
})
export const outboxRow = z.object({
  deviceSeq: z.int(),
  commandId: id,
  kind: z.string(),
  requestId: id,
  number: z.string(),
  state: z.enum(['queued', 'sent', 'applied', 'rejected', 'parked']),
  occurredAt: instant,
  problem: problemSchema.nullable(),
  actorName: z.string(),
})

/* ── Queue ───────────────────────────────────────────────────────────────────────────────────────────────── */

export const queueQuery = z.object({
  /** Number, name or CNP; folded diacritics, any order of words, prefixes. */
  text: line(120).default(''),
  /** Empty: every open state. */
  states: z.array(z.enum(REQUEST_STATES)).default([]),
  channels: z.array(z.enum(CHANNELS)).default([]),
  kinds: z.array(z.enum(REQUEST_KINDS)).default([]),
  mine: z.boolean().default(false),
  overdue: z.boolean().default(false),
  sort: z.object({ by: z.enum(['due', 'number', 'name', 'registered', 'state']), direction: z.enum(['asc', 'desc']) }).default({ by: 'due', direction: 'asc' }),
  offset: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(500).default(100),
})
export const queueRow = z.object({
  id,
  number: z.string(),
  provisional: z.boolean(),
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(CHANNELS),
  state: z.enum(REQUEST_STATES),
  surname: z.string(),
  givenNames: z.string(),
  /** 285••••••0019 */
  cnpMasked: z.string(),
  registeredDay: localDay,
  dueDay: localDay,
  /** Negative: overdue by as many days. Null once closed. */
  daysLeft: z.int().nullable(),
  by: z.string(),
  /** Something of this request is not yet receipted by the central store. */
  pending: z.boolean(),
  needsDecision: z.boolean(),
})
export type QueueRow = z.infer<typeof queueRow>
export const queuePage = z.object({ rows: z.array(queueRow), total: z.int() })
/** Numbers for the rooms in the side bar and the status line; of open requests. */
export const queueCounts = z.object({
  byState: z.record(z.enum(REQUEST_STATES), z.int()),
  open: z.int(),
  overdue: z.int(),
  mine: z.int(),
  toApprove: z.int(),
  decisions: z.int(),
})

/* ── One request ─────────────────────────────────────────────────────────────────────────────────────────── */

/** What a person can do to a request now, or why not. The renderer shows this and decides nothing. */
export const REQUEST_ACTIONS = ['submit', 'amend', 'check-identity', 'attach', 'note', 'return', 'approve', 'reject', 'withdraw', 'join', 'forward', 'file', 'extend'] as const
export const requestAction = z.object({ action: z.enum(REQUEST_ACTIONS), refusal: problemSchema.nullable() })
export const requestDetail = z.object({
  request: requestBody,
  number: z.string(),
  daysLeft: z.int().nullable(),
  actions: z.array(requestAction),
  /** Codes of what is missing before review. */
  missing: z.array(z.string()),
  /** Commands of this desk not yet receipted, in order; already applied in `request`. */
  pending: z.array(outboxRow),
  papers: z.array(z.object({ paper: z.enum(PAPERS), available: z.boolean(), refusal: problemSchema.nullable(), printed: z.int() })),
  /** Who must do what next, until when. */
  next: z.object({ who: z.enum(['clerk', 'supervisor', 'central', 'citizen', 'nobody']), what: z.string(), until: localDay.nullable() }),
})
export type RequestDetail = z.infer<typeof requestDetail>

/* ── New request ─────────────────────────────────────────────────────────────────────────────────────────── */

const fieldOf = (maximum: number) => z.string().max(maximum).default('')
/** Everything the clerk has typed so far, exactly as typed: a draft is never validated, so that nothing is ever lost. */
export const draftContent = z.object({
  document: z
    .object({
      type: z.enum(IDENTITY_DOCUMENT_TYPES).default('identity-card'),
      mrz: fieldOf(400),
      series: fieldOf(20),
      number: fieldOf(40),
      issuer: fieldOf(160),
      validUntil: fieldOf(20),
      unlimited: z.boolean().default(false),
    })
    .prefault({}),
  holder: z.object({ surname: fieldOf(160), givenNames: fieldOf(240), cnp: fieldOf(40), address: fieldOf(600), phone: fieldOf(80), email: fieldOf(240) }).prefault({}),
  capacity: z.enum(CAPACITIES).default('holder'),
  representative: z.object({ surname: fieldOf(160), givenNames: fieldOf(240), cnp: fieldOf(40), address: fieldOf(600), phone: fieldOf(80), email: fieldOf(240) }).prefault({}),
  kind: z.enum([...REQUEST_KINDS, '']).default(''),
  questionsAsked: questionsAsked.prefault({ onlyRestrict: false, copyFirst: false }),
  requestedDay: fieldOf(20),
  attestations: z.array(z.enum(ATTESTATIONS)).default([]),
  remark: fieldOf(1000),
  /** Where the present value of a field came from, by path; absent: typed. */
  sources: z.record(z.string(), source).default({}),
})
export type DraftContent = z.infer<typeof draftContent>

/** One page of a draft's scan, in the order of the paper. Rotation is clockwise, in degrees. */
export const draftPage = z.object({
  pageId: id,
  /** The bytes to show: JPEG, PNG, or a PDF of which this is page `pdfPage` (from 1). */
  sha256,
  mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  pdfPage: z.int().positive().nullable(),
  width: z.number(),
  height: z.number(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  role: z.enum(ATTACHMENT_ROLES),
  name: line(160),
})
export const draft = z.object({ id, updatedAt: instant, content: draftContent, pages: z.array(draftPage) })
export type Draft = z.infer<typeof draft>

/** The MRZ as read: proposals beside the fields, never silently put in. */
export const mrzReading = z.object({
  format: z.enum(['TD1', 'TD2', 'TD3']),
  documentType: z.enum(IDENTITY_DOCUMENT_TYPES).nullable(),
  series: z.string(),
  number: z.string(),
  surname: z.string(),
  givenNames: z.string(),
  nationality: z.string(),
  sex: z.enum(['male', 'female', 'unspecified']),
  birthDate: localDay.nullable(),
  validUntil: localDay.nullable(),
  cnp: z.string().nullable(),
  checks: z.array(z.object({ field: z.string(), ok: z.boolean() })),
  corrections: z.array(z.object({ line: z.int(), column: z.int(), from: z.string(), to: z.string() })),
})
/** What a finding says where no problem of the table says it; the renderer has the words. Empty: the problem says all. */
export const FINDING_NOTES = [
  '',
  'cnp-valid',
  'cnp-county-rare',
  'cnp-county-unknown',
  'cnp-century-unknown',
  'document-valid',
  'document-unlimited',
  'mrz-verified',
  'mrz-corrected',
  'capacity-minor-under-14',
  'capacity-minor-14-to-18',
  'capacity-not-possible',
  'day-in-future',
  'day-long-past',
] as const
/**
 * A finding about one field: an error stops registration, a warning asks for eyes. `path` is that of the field in `draftContent`
 * (`holder.cnp`, `document.validUntil`), or `pages` for the scan.
 */
export const finding = z.object({ path: z.string(), level: z.enum(['error', 'warning', 'ok']), problem: problemSchema.nullable(), note: z.enum(FINDING_NOTES) })
export const draftAssessment = z.object({
  findings: z.array(finding),
  /** What stops registering, then what stops sending to review: codes with the path of the field to go to. */
  blockers: z.array(z.object({ code: z.string(), path: z.string() })),
  missing: z.array(z.object({ code: z.string(), path: z.string() })),
  mrz: mrzReading.nullable(),
  age: z.int().nullable(),
  disagreements: z.array(z.object({ field: z.string(), stated: z.string(), document: z.string() })),
})
export const registered = z.object({
  requestId: id,
  number: z.string(),
  provisional: z.boolean(),
  registration,
  dueDay: localDay,
  state: z.enum(REQUEST_STATES),
  /** Still to be sent; shown with a pending mark, never as an error. */
  pending: z.boolean(),
  /** Codes of what kept it from going to review at once. */
  missing: z.array(z.string()),
})

/* ── Papers ──────────────────────────────────────────────────────────────────────────────────────────────── */

export const paperRequest = z.object({ requestId: id, paper: z.enum(PAPERS) })
/** `duplicate`: this paper has been printed before, so the copy is marked DUPLICAT. */
export const paperPreview = z.object({ sha256, paper: z.enum(PAPERS), draft: z.boolean(), duplicate: z.boolean(), verificationCode: z.string().nullable(), pages: z.int() })
export const printJob = z.object({ jobId: z.string(), printer: z.string(), state: z.enum(['sent', 'printed', 'failed']), duplicate: z.boolean(), problem: problemSchema.nullable() })
export const printerState = z.object({ name: z.string(), kind: z.enum(['ipp', 'folder', 'system', 'none']), ready: z.boolean(), detail: z.string() })

/* ── Decisions ("De decis") ──────────────────────────────────────────────────────────────────────────────── */

/** A transition of this desk that the central store refused: both versions side by side, and the author decides. */
export const pendingDecision = z.object({
  commandId: id,
  kind: z.string(),
  requestId: id,
  number: z.string(),
  actor,
  occurredAt: instant,
  problem: problemSchema,
  seen: z.object({ revision: z.int(), state: z.enum(REQUEST_STATES) }).nullable(),
  current: z.object({ revision: z.int(), state: z.enum(REQUEST_STATES), lastAct: z.string(), by: z.string(), at: instant }).nullable(),
  payload: z.json(),
})

/* ── Procedures ──────────────────────────────────────────────────────────────────────────────────────────── */

/** `none`: before signing in · `open`: anyone signed in and unlocked · a right of the table. */
export type ProcedureAccess = 'none' | 'open' | Right
interface Procedure {
  readonly type: 'query' | 'command'
  readonly access: ProcedureAccess
  readonly input: z.ZodType
  readonly output: z.ZodType
}
const query = <I extends z.ZodType, O extends z.ZodType>(access: ProcedureAccess, input: I, output: O) => ({ type: 'query', access, input, output }) as const
const command = <I extends z.ZodType, O extends z.ZodType>(access: ProcedureAccess, input: I, output: O) => ({ type: 'command', access, input, output }) as const

const nothing = z.object({})
const done = z.object({})
/** A transition states the revision that was on the screen. */
const transition = z.object({ requestId: id, revision: z.int().positive() })

export const PROCEDURES = {
  'desk.about': query('none', nothing, deskAbout),
  'session.current': query('none', nothing, sessionState),
  'session.signIn': command('none', z.object({ username: line(60), password: z.string().max(200) }), sessionState),
  'session.lock': command('none', nothing, sessionState),
  'session.unlock': command('none', z.object({ password: z.string().max(200) }), sessionState),
  'session.signOut': command('none', nothing, sessionState),

  'sync.status': query('none', nothing, syncStatus),
  'sync.now': command('open', nothing, syncStatus),
  'sync.outbox': query('open', z.object({ states: z.array(z.enum(['queued', 'sent', 'applied', 'rejected', 'parked'])).default(['queued', 'sent', 'parked']), limit: z.int().max(500).default(200) }), z.array(outboxRow)),

  'queue.search': query('request.read', queueQuery, queuePage),
  'queue.counts': query('request.read', nothing, queueCounts),
  'request.open': query('request.read', z.object({ requestId: id }), requestDetail),

  'draft.current': query('request.register', nothing, draft),
  'draft.list': query('request.register', nothing, z.array(z.object({ id, updatedAt: instant, title: z.string(), pages: z.int() }))),
  'draft.open': query('request.register', z.object({ draftId: id }), draft),
  'draft.save': command('request.register', z.object({ draftId: id, content: draftContent }), z.object({ updatedAt: instant })),
  'draft.savePages': command('request.register', z.object({ draftId: id, pages: z.array(draftPage.pick({ pageId: true, rotation: true, role: true })) }), draft),
  'draft.discard': command('request.register', z.object({ draftId: id }), done),
  /** Turns uploaded bytes into pages of the draft: PDF, PNG, JPEG, TIFF; refused with a `scan.*` problem and nothing changed. */
  'draft.addFile': command('request.register', z.object({ draftId: id, sha256, name: line(160), role: z.enum(ATTACHMENT_ROLES).default('request') }), draft),
  /** Checks what is typed so far; fields as typed in, findings out. Pure, fast, called while typing. */
  'draft.assess': query('request.register', z.object({ draftId: id, content: draftContent }), draftAssessment),
  'draft.register': command('request.register', z.object({ draftId: id, content: draftContent }), registered),
  'holder.lookUp': query('holder.look-up', z.object({ cnp: line(20) }), lookUpOutput),
  /** Files lying in the watched scan folder, newest first. */
  'scan.watched': query('request.register', nothing, z.object({ folder: z.string().nullable(), files: z.array(z.object({ name: z.string(), bytes: z.int(), at: instant })) })),
  'scan.take': command('request.register', z.object({ draftId: id, name: line(160), role: z.enum(ATTACHMENT_ROLES).default('request') }), draft),

  'request.submit': command('request.submit', transition, requestDetail),
  'request.amend': command('request.amend', transition.extend({ content: draftContent.pick({ holder: true, capacity: true, representative: true, kind: true, questionsAsked: true }) }), requestDetail),
  'request.updateContact': command('request.amend', z.object({ requestId: id, contact }), requestDetail),
  'request.checkIdentity': command('request.verify-identity', z.object({ requestId: id, document: draftContent.shape.document, subject: z.enum(['holder', 'representative']), attestations: z.array(z.enum(ATTESTATIONS)), remark: text(500) }), requestDetail),
  'request.attach': command('request.amend', z.object({ requestId: id, sha256, name: line(160), role: z.enum(ATTACHMENT_ROLES) }), requestDetail),
  'request.note': command('request.amend', z.object({ requestId: id, text: text(2000).min(1) }), requestDetail),
  'request.plan': query('request.decide', z.object({ requestId: id }), plan),
  'request.return': command('request.decide', transition.extend({ missing: z.array(line(60)), explanation: text(2000).min(1) }), requestDetail),
  /** Online only; names the plan that was shown. */
  'request.approve': command('request.decide', transition.extend({ planHash: sha256, surname: line(80) }), requestDetail),
  'request.reject': command('request.decide', transition.extend({ reason: z.enum(REJECTION_REASONS), explanation: text(2000) }), requestDetail),
  'request.withdraw': command('request.withdraw', transition.extend({ explanation: text(2000) }), requestDetail),
  'request.join': command('request.decide', transition.extend({ into: id }), requestDetail),
  'request.forward': command('request.decide', transition.extend({ to: line(200).min(1) }), requestDetail),
  'request.file': command('request.decide', transition.extend({ reason: z.enum(FILING_REASONS), explanation: text(2000) }), requestDetail),
  'request.extend': command('request.decide', transition.extend({ days: z.int().min(1).max(15), explanation: text(2000).min(1) }), requestDetail),

  'decisions.list': query('request.read', nothing, z.array(pendingDecision)),
  /** `again`: the same act on what is there now · `drop`: let it go, on the record. */
  'decisions.resolve': command('request.read', z.object({ commandId: id, resolution: z.enum(['again', 'drop']) }), done),

  'paper.preview': query('paper.read', paperRequest, paperPreview),
  /** A draft of the letter a decision would send, before it is sent. */
  'paper.previewLetter': query('request.decide', z.object({ requestId: id, letter: z.enum(['rejection', 'completion', 'extension', 'forwarding']), reason: z.enum(REJECTION_REASONS).nullable().default(null), missing: z.array(line(60)).default([]), explanation: text(2000).default(''), days: z.int().min(1).max(15).nullable().default(null), to: line(200).default('') }), paperPreview),
  'paper.print': command('paper.print', paperRequest, printJob),
  'printer.state': query('open', nothing, printerState),
} as const satisfies Record<string, Procedure>

export type ProcedureName = keyof typeof PROCEDURES
export type ProcedureInput<P extends ProcedureName> = z.input<(typeof PROCEDURES)[P]['input']>
/** The input after parsing, defaults filled in: what a handler receives. */
export type ParsedInput<P extends ProcedureName> = z.output<(typeof PROCEDURES)[P]['input']>
export type ProcedureOutput<P extends ProcedureName> = z.output<(typeof PROCEDURES)[P]['output']>

/** What the desk tells the renderer without being asked. `changed` says what to ask again; it carries no data. */
export const TOPICS = ['session', 'sync', 'queue', 'request', 'drafts', 'decisions', 'scans', 'printer'] as const
export const deskEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(TOPICS)), requestIds: z.array(id) }),
  z.object({ type: z.literal('progress'), task: z.string(), done: z.number(), total: z.number().nullable(), words: z.string() }),
])
export type DeskEvent = z.infer<typeof deskEvent>

/** Largest file that is taken as a scan, in bytes, and most pages of one draft. */
export const SCAN_LIMITS = { bytes: 40 * 1024 * 1024, pages: 60 } as const
/** Answer of `POST /desk/bytes`: the bytes are at the desk under this name. */
export const storedBytes = z.object({ sha256, bytes: z.int() })
