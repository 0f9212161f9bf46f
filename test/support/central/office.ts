/**
 * A small office for tests: a central store in its own folder, people of every role, a workstation, and requests in
 * progress.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hash } from '@node-rs/argon2'
import { v7 } from 'uuid'
import { startCentral, type Central, type CentralOptions } from '../../../src/central/central.ts'
import { createDossier, insertDocuments, insertHolders } from '../../../src/central/dossiers/dossiers.ts'
import { createUser } from '../../../src/central/people/users.ts'
import { REGISTRY } from '../../../src/domain/request/request.ts'
import { type Role, ROLES } from '../../../src/domain/rights.ts'
import { fictionalCnp, identityCheck, registration, type RequestToMake } from '../acts/stated.ts'
import { writeHouse } from './house-json.ts'
import { testSigner } from '../test-signer.ts'
import { enrolWorkstation, type Granted, type Workstation } from './workstation.ts'

export { fictionalCnp, identityCheck, registration }

export const PASSWORD = 'o parolă de încercare'
const START = Date.parse('2026-11-23T08:00:00.000Z')

export interface Office {
  readonly central: Central
  readonly dataDir: string
  readonly desk: Workstation
  /** A clock that stands still unless the test sets it. */
  readonly clock: { now: number }
  readonly session: Record<Role | 'clerk2' | 'supervisor2', Granted>
  restart(): Promise<Central>
  close(): Promise<void>
}

const quickSeal = () =>
  testSigner({
    organisation: 'CAS de încercare',
    validFrom: new Date(START - 86_400_000),
    validUntil: new Date(START + 400 * 86_400_000),
  })

/** Without `sealed` the central store has no seal, so it executes nothing by itself and seals no letter. */
export async function openOffice(
  options: Partial<CentralOptions> = {},
  { sealed = true }: { sealed?: boolean } = {},
): Promise<Office> {
  const seal = options.seal ?? (sealed ? await quickSeal() : undefined)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'des-central-'))
  if (!(options.demonstration ?? sealed)) writeHouse(dataDir)
  const clock = { now: START }
  const start = (port: number) =>
    startCentral({
      dataDir,
      host: '127.0.0.1',
      port,
      clock: () => clock.now,
      demonstration: sealed,
      ...(seal ? { seal } : {}),
      ...options,
    })
  let central = await start(0)
  // Cheaper than in production. The cost is stored in the hash, so signing in works the same way.
  const passwordHash = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 })
  const people = [
    ...ROLES.map((role) => ({ username: role as string, role })),
    { username: 'clerk2', role: 'clerk' as const },
    { username: 'supervisor2', role: 'supervisor' as const },
  ]
  await central.store.write(async (writing) => {
    for (const { username, role } of people)
      await createUser(writing, { id: v7(), username, name: `Persoana ${username}`, role, passwordHash })
  })
  const { code } = await central.issueEnrolmentCode()
  const desk = await enrolWorkstation(central.url, code, { now: () => clock.now })
  const session: Record<string, Granted> = {}
  for (const { username } of people) session[username] = await desk.signIn(username, PASSWORD)
  return {
    get central() {
      return central
    },
    dataDir,
    desk,
    clock,
    session: session as Office['session'],
    async restart() {
      const port = Number(new URL(central.url).port)
      await central.close()
      central = await start(port)
      return central
    },
    async close() {
      await central.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Adds a holder with an active dossier of that many documents; returns their texts, so that a test can search for them.
 */
export async function addHolder(
  { central }: Pick<Office, 'central'>,
  { n = 1, documents = 3, deceased = false }: { n?: number; documents?: number; deceased?: boolean } = {},
) {
  const { keys, random } = central
  const cnp = fictionalCnp(n)
  const holderId = v7()
  const texts = Array.from(
    { length: documents },
    (_, index) => `Diagnostic confidențial ${String(n)}-${String(index)} ${v7()}`,
  )
  const dossierId = v7()
  await central.store.write(async (writing) => {
    await insertHolders(writing, [
      {
        id: holderId,
        cnp,
        surname: 'Popescu',
        given_names: 'Ana Maria',
        birth_day: '1985-06-15',
        sex: 'female',
        county: 'IS',
        deceased_day: deceased ? '2026-01-01' : null,
      },
    ])
    const dossier = await createDossier(writing, { keys, random }, { dossierId, holderId })
    await insertDocuments(
      writing,
      dossier,
      random,
      texts.map((text, index) => ({
        id: v7(),
        type: 'consultation',
        format: 'fhir-r4',
        recordedDay: `2026-0${String(1 + (index % 9))}-10`,
        recordedAt: writing.at,
        content: new TextEncoder().encode(text),
      })),
    )
  })
  return { cnp, holderId, dossierId, texts }
}

/** Leases a block and returns its first number. */
export const lease = async (desk: Workstation, size = 100, year = 2026): Promise<number> =>
  (
    await desk.must<{ from: number }>('POST', '/v1/number-blocks', {
      json: { blockId: v7(), registry: REGISTRY, year, size },
    })
  ).from

/** A request registered by the clerk, with identity checked, form attached, sent to review: revision 4. */
export async function requestInReview(
  { desk, session }: Pick<Office, 'desk' | 'session'>,
  given: RequestToMake,
): Promise<string> {
  const aggregateId = v7()
  const scan = new TextEncoder().encode(`%PDF-1.7 cererea ${aggregateId}`)
  const sha256 = await desk.upload(scan)
  const by = { aggregateId, session: session.clerk }
  const { result } = await desk.push([
    desk.command({
      kind: 'register-request',
      ...by,
      payload: registration(given),
      change: { offline: given.offline ?? false },
    }),
    desk.command({ kind: 'record-identity-check', ...by, payload: identityCheck }),
    desk.command({
      kind: 'attach-document',
      ...by,
      payload: {
        attachment: {
          sha256,
          mediaType: 'application/pdf',
          bytes: scan.length,
          pages: 1,
          role: 'request',
          name: 'cerere.pdf',
        },
      },
    }),
    desk.command({ kind: 'submit-request', ...by, payload: {}, expectedRevision: 3 }),
  ])
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  const refused = result.value.receipts.find(({ outcome }) => outcome !== 'applied')
  if (refused) throw new Error(JSON.stringify(refused))
  return aggregateId
}

/** Fetches the present plan for the supervisor and approves it. */
export async function approve(
  { desk, session }: Pick<Office, 'desk' | 'session'>,
  requestId: string,
  {
    revision = 4,
    by = session.supervisor,
    surname = 'Popescu',
  }: { revision?: number; by?: Granted; surname?: string } = {},
) {
  const plan = await desk.must<{ hash: string }>('GET', `/v1/requests/${requestId}/plan`, { session: by })
  return desk.act({
    kind: 'approve-request',
    aggregateId: requestId,
    session: by,
    payload: { planHash: plan.hash, surname },
    expectedRevision: revision,
  })
}
