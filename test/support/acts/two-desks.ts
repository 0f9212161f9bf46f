/**
 * Two desks with their staff at one central store. Acts are performed at a desk on the request it shows and are pushed
 * later; then the desk's prediction is compared with the request at the central store.
 */
import { expect } from 'vitest'
import { v7 } from 'uuid'
import { executeRequest } from '../../../src/central/execution/execute-request.ts'
import type { ExecutionServices } from '../../../src/central/execution/execution-services.ts'
import { planOfRequest } from '../../../src/central/execution/plan-of-request.ts'
import { readRequest, requestRow } from '../../../src/central/store/repositories/requests.ts'
import { applyPending, applyPendingAct, type PendingAct } from '../../../src/desk/requests/apply-pending.ts'
import { canonicalJson } from '../../../src/protocol/canonical.ts'
import { ACTS, type CommandKind } from '../../../src/request/acts.ts'
import { requestBody, type RequestBody } from '../../../src/request/body.ts'
import { type Office, PASSWORD } from '../central/office.ts'
import { enrolWorkstation, type Granted, type Workstation } from '../central/workstation.ts'
import { asFarAsKnown, refusedByCentreAlone } from './only-the-centre.ts'
import { payloadOf, REQUESTS, type Step, type Surroundings } from './random-acts.ts'

type Performed = Extract<Step, { step: 'act' }>

interface Desk {
  readonly station: Workstation
  readonly people: readonly Granted[]
  /** The error of its clock, which the desk knows. */
  readonly offsetMs: number
  confirmed: Map<string, RequestBody>
  pending: PendingAct[]
}
export interface Sequence {
  readonly cnp: string
  /** The next registration number from the desk's lease. */
  readonly number: (desk: Workstation) => Promise<number>
  readonly files: Surroundings['files']
}
/** How often each kind of act was applied and refused, printed at the end of a run. */
export type Tally = Map<string, number>

const PEOPLE = ['clerk', 'clerk2', 'supervisor', 'supervisor2'] as const
const OFFSETS = [0, 86_400_000]

export async function openDesks(office: Office): Promise<Desk[]> {
  const desks: Desk[] = []
  for (const offsetMs of OFFSETS) {
    const { code } = await office.central.issueEnrolmentCode()
    const station = await enrolWorkstation(office.central.url, code, { now: () => office.clock.now })
    const people: Granted[] = []
    for (const username of PEOPLE) people.push(await station.signIn(username, PASSWORD))
    desks.push({ station, people, offsetMs, confirmed: new Map(), pending: [] })
  }
  return desks
}

/** Serialises and parses the request as on the wire, so that two requests are not equal only in memory. */
const travelled = (body: RequestBody | undefined | null): RequestBody | null =>
  body ? (requestBody.parse(JSON.parse(canonicalJson(body))) as RequestBody) : null

/** The state of one sequence: its requests at the central store and as a desk shows them. */
function openTable(office: Office, sequence: Sequence, tally: Tally) {
  const { store } = office.central
  const ids = Array.from({ length: REQUESTS }, () => v7())
  const nowText = (): string => new Date(office.clock.now).toISOString()
  const atCentre = async (id: string): Promise<RequestBody | null> =>
    travelled(await store.read((db) => readRequest(db, id)))
  const shownAt = (desk: Desk, id: string): RequestBody | null =>
    applyPending(
      desk.confirmed.get(id) ?? null,
      desk.pending.filter(({ envelope }) => envelope.aggregateId === id),
    )
  const pull = async (desk: Desk): Promise<void> => {
    for (const id of ids) {
      const body = await atCentre(id)
      if (body !== null) desk.confirmed.set(id, body)
    }
  }
  return { office, sequence, tally, ids, nowText, atCentre, shownAt, pull }
}
type Table = ReturnType<typeof openTable>

async function perform({ office, sequence, ids, shownAt, nowText }: Table, desk: Desk, step: Performed): Promise<void> {
  const { store, keys } = office.central
  const id = ids[step.request] ?? v7()
  const granted = desk.people[step.person]
  if (granted === undefined) throw new RangeError('a person of the desk')
  const shown = shownAt(desk, id)
  const payload = payloadOf(step, {
    cnp: sequence.cnp,
    deskNumber: desk.station.deskNumber,
    ids,
    shown,
    other: shownAt(desk, ids[step.other] ?? v7()),
    number: step.kind === 'register-request' ? await sequence.number(desk.station) : 0,
    provisional: `P-${String(desk.station.deskNumber)}-${String(1 + desk.station.chain().seq)}`,
    planHash: await store.read(async (db) => {
      const row = step.kind === 'approve-request' ? await requestRow(db, id) : undefined
      return row ? (await planOfRequest(db, keys, row, nowText())).hash : 'e'.repeat(64)
    }),
    files: sequence.files,
  })
  const seen = (shown?.revision ?? 1) + (step.revision === 'stale' ? 1 : 0)
  office.clock.now += 1000
  const envelope = desk.station.command({
    kind: step.kind,
    aggregateId: id,
    payload,
    session: granted,
    expectedRevision: ACTS[step.kind].transition && step.revision !== 'none' ? seen : null,
    change: {
      offline: step.offline,
      occurredAt: new Date(office.clock.now + desk.offsetMs).toISOString(),
      clockOffsetMs: desk.offsetMs,
    },
  })
  desk.pending.push({ envelope, actorName: granted.actor.name })
}

/**
 * Pushes several acts together. A decision on an order is pushed alone, because it also changes the other request,
 * which is no act of that request.
 */
async function pushSome({ ids, tally, atCentre }: Table, desk: Desk): Promise<void> {
  const alone = desk.pending.findIndex(({ envelope }) => envelope.kind === 'decide-order')
  const acts = desk.pending.splice(0, alone === -1 ? desk.pending.length : Math.max(1, alone))
  const views = new Map<string, RequestBody | null>()
  for (const id of ids) views.set(id, await atCentre(id))
  const { result } = await desk.station.push(acts.map(({ envelope }) => envelope))
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  for (const [index, act] of acts.entries()) {
    const receipt = result.value.receipts[index]
    const { aggregateId: id, kind } = act.envelope
    if (receipt === undefined || receipt.outcome === 'parked') throw new Error(`parked: ${JSON.stringify(receipt)}`)
    const view = views.get(id) ?? null
    const next = applyPendingAct(view, act)
    const predicted = next !== view
    const what = `${kind} ${receipt.outcome === 'applied' ? 'applied' : receipt.problem.code}`
    tally.set(what, (tally.get(what) ?? 0) + 1)
    if (receipt.outcome === 'applied') {
      expect(predicted, `${kind} was applied and not predicted`).toBe(true)
      expect(next).toMatchObject({ version: receipt.version, revision: receipt.revision })
      views.set(id, next)
    } else if (predicted) {
      const { code } = receipt.problem
      const known = refusedByCentreAlone(kind as CommandKind, code) || kind === 'register-request'
      expect(known, `${kind} was predicted and refused with ${code}`).toBe(true)
    }
  }
  const decided = new Set(
    acts.filter(({ envelope }) => envelope.kind === 'decide-order').map(({ envelope }) => envelope.aggregateId),
  )
  for (const id of ids) {
    const [predicted, confirmed] = [travelled(views.get(id)), await atCentre(id)]
    if (decided.size > 0 && !decided.has(id)) continue
    expect(predicted).toEqual(confirmed && predicted ? asFarAsKnown(confirmed, predicted) : confirmed)
  }
}

async function push(table: Table, desk: Desk): Promise<void> {
  while (desk.pending.length > 0) await pushSome(table, desk)
  await table.pull(desk)
}

export async function play(
  office: Office,
  desks: readonly Desk[],
  steps: readonly Step[],
  sequence: Sequence,
  tally: Tally,
): Promise<void> {
  const table = openTable(office, sequence, tally)
  const services: ExecutionServices = {
    store: office.central.store,
    keys: office.central.keys,
    random: office.central.random,
    now: table.nowText,
    make: () => Promise.resolve({ pdf: new Uint8Array([1]), sha256: 'f'.repeat(64) }),
    actor: { kind: 'system', id: office.desk.storeId, name: 'Sistemul central' },
    reached: () => undefined,
  }
  for (const step of steps) {
    if (step.step === 'execute') for (const id of table.ids) await executeRequest(services, id)
    else {
      const desk = desks[step.desk]
      if (desk === undefined) throw new RangeError('a desk')
      if (step.step === 'act') await perform(table, desk, step)
      else await (step.step === 'push' ? push(table, desk) : table.pull(desk))
    }
  }
  for (const desk of desks) desk.confirmed = new Map()
}
