/**
 * The main job through the procedures that the screens call, done by people who retry what was refused because of a
 * lost connection.
 */
import type { Central } from '../../src/central/central.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { BACK_OFF_MOST_MS } from '../../src/desk/sync/sync-state.ts'
import { type ProcedureInput, type ProcedureName, type ProcedureOutput } from '../../src/protocol/desk.ts'
import { PASSWORD } from './desk-and-central.ts'
import { contentFor, tintedPage } from './registering.ts'

/** Longer than the desk's longest wait after failures, including jitter. */
const LONGEST_WAIT_MS = BACK_OFF_MOST_MS + 30_000
/** Problem codes that mean "the central store is not reachable", after which a person tries again. */
const TRY_AGAIN = ['central.unreachable', 'online.required', 'request.unknown']

export interface Workplace {
  readonly desk: Desk
  readonly username: string
  /** Whether the central store is being stopped again and again. Nobody gives up before that has ended. */
  readonly disturbed?: () => boolean
}

async function press<P extends ProcedureName>(
  { desk, disturbed }: Workplace,
  procedure: P,
  input: ProcedureInput<P>,
  enough: (value: ProcedureOutput<P>) => boolean = () => true,
): Promise<ProcedureOutput<P>> {
  for (let end = performance.now() + LONGEST_WAIT_MS; ;) {
    const result = await desk.call(procedure, input)
    if (disturbed?.()) end = performance.now() + LONGEST_WAIT_MS
    if (result.ok && enough(result.value)) return result.value
    // The person signed in offline, or has pressed no key for ten minutes: the desk asks for the password.
    if (!result.ok && ['session.offline', 'session.locked'].includes(result.problem.code))
      await desk.call('session.unlock', { password: PASSWORD })
    else if (!result.ok && !TRY_AGAIN.includes(result.problem.code))
      throw new Error(`${procedure}: ${JSON.stringify(result.problem)}`)
    if (!result.ok) await desk.call('sync.now', {})
    if (performance.now() > end) throw new Error(`${procedure}: still ${JSON.stringify(result).slice(0, 800)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Both people sign in, whoever was signed in before. */
export async function signIn(places: readonly Workplace[]): Promise<void> {
  for (const place of places) {
    await press(place, 'session.signOut', {})
    await press(place, 'session.signIn', { username: place.username, password: PASSWORD })
  }
}

/**
 * Registers an anonymisation at the counter, approves it in the office, waits for its execution and takes the receipt.
 */
export async function mainJob(
  counter: Workplace,
  office: Workplace,
  cnp: string,
): Promise<{ requestId: string; number: string }> {
  const draft = await press(counter, 'draft.current', {})
  const stored = await counter.desk.putBytes(await tintedPage())
  if (!stored.ok) throw new Error(stored.problem.code)
  await press(counter, 'draft.addFile', { draftId: draft.id, sha256: stored.value.sha256, name: 'cerere.jpg' })
  const { requestId, number } = await press(counter, 'draft.register', {
    draftId: draft.id,
    content: contentFor({ surname: 'Popescu', givenNames: 'Ana Maria', cnp }),
  })
  // F9 sends at once, without waiting for the desk's next attempt.
  await press(counter, 'sync.now', {}, ({ queued }) => queued === 0)
  const { request } = await press(
    office,
    'request.open',
    { requestId },
    ({ request: { state } }) => state === 'in_review',
  )
  const { hash } = await press(office, 'request.plan', { requestId })
  // If it was refused because of the connection, nothing was kept and it is retried. If it was accepted without an
  // answer, it is shown as waiting.
  await press(office, 'request.approve', { requestId, revision: request.revision, planHash: hash, surname: 'Popescu' })
  await press(
    counter,
    'request.open',
    { requestId },
    ({ request: { state }, pending }) => state === 'executed' && pending.length === 0,
  )
  await press(counter, 'paper.preview', { requestId, paper: 'receipt' })
  return { requestId, number }
}

/** What the central store has for a request: exactly one of each, however often things were retried. */
export async function tracesOf({ store }: Pick<Central, 'store'>, requestId: string) {
  return store.read(async (db) => ({
    executions: (await db.selectFrom('execution').select('state').where('request_id', '=', requestId).execute()).map(
      ({ state }) => state,
    ),
    receipts: (
      await db
        .selectFrom('paper')
        .select('id')
        .where('request_id', '=', requestId)
        .where('kind', '=', 'receipt')
        .execute()
    ).length,
    registrations: (
      await db.selectFrom('registration').select('request_id').where('request_id', '=', requestId).execute()
    ).length,
  }))
}
export const DONE_ONCE = { executions: ['executed'], receipts: 1, registrations: 1 }
