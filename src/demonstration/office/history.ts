/**
 * Carries out the stories. Every act happens at its own time through the real commands of a real desk. Approvals name
 * the plan of that time, and executions are real.
 */
import { sha256Hex } from '../../files/sha256.ts'
import type { OpenedStore } from '../../central/open-central-store.ts'
import { executeRequest } from '../../central/execution/execute-request.ts'
import type { ExecutionServices } from '../../central/execution/execution-services.ts'
import { planOfRequest } from '../../central/execution/plan-of-request.ts'
import { requestRow } from '../../central/store/repositories/requests.ts'
import { REGISTRY } from '../../domain/request/request.ts'
import type { PaperFonts } from '../../paper/layout/fonts.ts'
import type { CommandPayload } from '../../request/acts.ts'
import { identityCardOf } from '../population/identity-card.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import { type CounterDesk, type Given, given } from './counter-desk.ts'
import { scannedPages } from './scanned-request.ts'
import type { Colleague, Sessions } from './staff-sessions.ts'
import type { Story } from './story.ts'

export interface History {
  readonly opened: OpenedStore
  /** Moves the clock of the store forward. */
  readonly moveTo: (at: number) => void
  readonly desks: readonly CounterDesk[]
  readonly clerks: readonly Colleague[]
  readonly supervisors: readonly Colleague[]
  readonly sessions: Sessions
  readonly execution: ExecutionServices
  readonly chance: Seeded
  /** For drawing the forms that people fill in. */
  readonly fonts: PaperFonts
  readonly onProgress: (done: number, total: number) => void
}

const MINUTE = 60_000
const contactOf = ({ address, phone, email }: Person) => ({ address, phone, email })

type IdentityCheck = CommandPayload<'record-identity-check'>['check']

function identityCheckOf(story: Story): IdentityCheck {
  const applicant = story.representative ?? story.person
  const card = identityCardOf(applicant, story.day)
  const doubtful = story.identity === 'to-verify'
  return {
    subject: story.representative ? 'representative' : 'holder',
    method: 'document',
    document: {
      type: 'identity-card',
      series: card.series,
      number: card.number,
      issuer: card.issuer,
      validUntil: card.validUntil,
    },
    mrzVerified: !doubtful,
    attestations: doubtful
      ? ['photo', 'look']
      : ['photo', 'look', 'data', 'signed', ...(story.representative ? (['capacity'] as const) : [])],
    disagreements: doubtful
      ? [{ field: 'givenNames', stated: applicant.givenNames.split(/[ -]/)[0] ?? '', document: applicant.givenNames }]
      : [],
    outcome: doubtful ? 'to-verify' : 'passed',
    remark: '',
  }
}

/** Performs the acts of one visit at the counter. Returns the revision of the request afterwards. */
async function visit(history: History, story: Story): Promise<number> {
  const { opened, desks, clerks, sessions, moveTo, chance } = history
  const desk = desks[story.clerk % desks.length]
  const clerk = clerks[story.clerk]
  if (!desk || !clerk) throw new RangeError('The story names a clerk that does not exist')
  const at = story.registeredAt
  moveTo(at - 20 * MINUTE)
  const by = await sessions.of(clerk, desk.deviceId)
  const year = Number(story.day.slice(0, 4))
  moveTo(at)
  const sequence = await desk.number(year)
  const { person, representative } = story
  const commands: Given[] = [
    given('register-request', at, {
      kind: story.kind,
      channel: story.channel,
      registration: {
        registry: REGISTRY,
        year,
        sequence,
        provisional: null,
        day: story.day,
        at: new Date(at).toISOString(),
      },
      requestedDay: story.day,
      requestedAt: new Date(at).toISOString(),
      holder: { surname: person.surname, givenNames: person.givenNames, cnp: person.cnp, contact: contactOf(person) },
      capacity: story.capacity,
      representative: representative && {
        surname: representative.surname,
        givenNames: representative.givenNames,
        cnp: representative.cnp,
        contact: contactOf(representative),
      },
      comparison: {
        answers: story.kind === 'anonymise' ? { onlyRestrict: 'erase', copyFirst: 'no-copy' } : null,
        paper: {},
        unreadPages: 0,
        settled: [],
      },
      deskNumber: desk.deskNumber,
    }),
  ]
  if (story.identity !== 'none')
    commands.push(given('record-identity-check', at + 1 * MINUTE, { check: identityCheckOf(story) }))
  for (const page of await scannedPages(story, chance.stream(story.requestId), history.fonts)) {
    const sha256 = sha256Hex(page.bytes)
    const stored = await opened.attachments.put(sha256, 0, page.bytes.length, page.bytes)
    if (!stored.ok) throw new Error(`A page was refused: ${stored.problem.code}`)
    commands.push(
      given('attach-document', at + 2 * MINUTE, {
        attachment: {
          sha256,
          mediaType: 'image/jpeg',
          bytes: page.bytes.length,
          pages: 1,
          role: page.role,
          name: page.name,
        },
      }),
    )
  }
  if (story.note !== null)
    commands.push(given('add-note', at + 3 * MINUTE, { noteId: chance.id(at), text: story.note }))
  moveTo(at + 4 * MINUTE)
  const revision = await desk.send(story.requestId, by, commands, null)
  if (!story.submitted) return revision
  moveTo(at + 5 * MINUTE)
  return desk.send(story.requestId, by, [given('submit-request', at + 5 * MINUTE, {})], revision)
}

async function planHash({ opened }: History, requestId: string, at: number): Promise<string> {
  return opened.store.read(async (db) => {
    const request = await requestRow(db, requestId)
    if (!request) throw new RangeError('The request does not exist')
    return (await planOfRequest(db, opened.keys, request, new Date(at).toISOString())).hash
  })
}

async function decisionCommand(history: History, story: Story, at: number): Promise<Given> {
  const { decision, person } = story
  switch (decision?.act) {
    case 'return':
      return given('return-request', at, { missing: [...decision.missing], explanation: decision.explanation })
    case 'approve':
      return given('approve-request', at, {
        planHash: await planHash(history, story.requestId, at),
        surname: person.surname,
      })
    case 'reject':
      return given('reject-request', at, { reason: decision.reason, explanation: decision.explanation })
    case 'withdraw':
      return given('withdraw-request', at, { how: 'at-counter', explanation: decision.explanation })
    case 'join':
      return given('join-request', at, { into: decision.into })
    case 'forward':
      return given('forward-request', at, { to: decision.to })
    case 'file':
      return given('file-request', at, { reason: decision.reason, explanation: decision.explanation })
    case 'extend':
      return given('extend-term', at, { days: decision.days, explanation: decision.explanation })
    case undefined:
      throw new RangeError('The story has no decision')
  }
}

async function decide(history: History, story: Story, revision: number): Promise<void> {
  const { desks, supervisors, sessions, moveTo, execution } = history
  const { decision } = story
  const supervisor = decision && supervisors[decision.supervisor]
  const desk = desks.at(-1)
  if (!decision || !supervisor || !desk) throw new RangeError('The decision names a supervisor that does not exist')
  moveTo(decision.at - 10 * MINUTE)
  const by = await sessions.of(supervisor, desk.deviceId)
  moveTo(decision.at)
  await desk.send(story.requestId, by, [await decisionCommand(history, story, decision.at)], revision)
  if (decision.act !== 'approve' || !decision.executed) return
  moveTo(decision.at + MINUTE)
  const executed = await executeRequest(execution, story.requestId)
  if (executed.outcome !== 'executed') throw new Error(`The execution ended as ${executed.outcome}`)
}

/** Performs all visits and decisions in order of time. */
export async function performStories(history: History, stories: readonly Story[]): Promise<void> {
  const revisions = new Map<string, number>()
  const acts = stories
    .flatMap((story) => [
      { at: story.registeredAt, run: async () => void revisions.set(story.requestId, await visit(history, story)) },
      ...(story.decision
        ? [{ at: story.decision.at, run: () => decide(history, story, revisions.get(story.requestId) ?? 0) }]
        : []),
    ])
    .sort((a, b) => a.at - b.at)
  for (const [index, act] of acts.entries()) {
    await act.run()
    history.onProgress(index + 1, acts.length)
  }
}
