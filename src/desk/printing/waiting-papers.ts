/**
 * Papers still to be printed: of requests registered at this desk, papers that are ready and were not printed. Only the
 * attempts to print are stored for it.
 */
import { isClosed } from '../../domain/request/lifecycle.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { Database } from '../cache/open-cache.ts'
import { paperOf } from '../requests/request-detail.ts'
import type { RequestStore } from '../requests/request-store.ts'
import { attemptKey, mayBeOut, type PaperKey, printAttempts, type PrintAttempts } from './print-attempts.ts'

type Waiting = ProcedureOutput<'paper.waiting'>

export interface WaitingPapers {
  readonly attempts: PrintAttempts
  readonly list: () => Waiting
  /** One print of a paper at a time: a second call gets the result of the running one. */
  readonly once: <T>(key: PaperKey, print: () => Promise<T>) => Promise<T>
  readonly isRunning: (key: PaperKey) => boolean
}

/** Papers of a request that could have been handed out and were not printed, each with the time since when. */
export function unprinted(body: RequestBody): Pick<Waiting[number], 'paper' | 'paperId' | 'letter' | 'since'>[] {
  const proof = paperOf(body, 'proof-of-registration')
  // Somebody at the counter is waiting for it; once the request is closed, the answer states all that it would.
  const owed = body.channel === 'counter' && !isClosed(body.state) && (proof?.printed ?? 0) === 0
  return [
    ...(owed
      ? [{ paper: 'proof-of-registration' as const, paperId: null, letter: null, since: body.registration.at }]
      : []),
    ...body.papers.flatMap(({ id: paperId, paper, letter, at: since, sha256, printed }) =>
      paper === 'proof-of-registration' || sha256 === '' || printed > 0 ? [] : [{ paper, paperId, letter, since }],
    ),
  ]
}

const runningKey = (key: PaperKey): string => `${key.requestId} ${attemptKey(key)}`

/** Oldest first; then by number. */
function byAge(a: Waiting[number], b: Waiting[number]): number {
  const [left, right] = a.since === b.since ? [a.number, b.number] : [a.since, b.since]
  return left < right ? -1 : 1
}

export function waitingPapers(db: Database, requests: Pick<RequestStore, 'open'>): WaitingPapers {
  const here = db.prepare<[], { id: string }>(
    `SELECT aggregate_id AS id FROM outbox WHERE kind = 'register-request' UNION SELECT request_id FROM print_attempt`,
  )
  const attempts = printAttempts(db)
  const running = new Map<string, Promise<unknown>>()
  const triedOf = (key: PaperKey): Waiting[number]['tried'] => {
    const attempt = attempts.find(key)
    return attempt && { at: attempt.at, problem: attempt.problem, mayBeOut: mayBeOut(attempt) }
  }
  const waitingOf = (requestId: string): Waiting => {
    const body = requests.open(requestId)?.body
    if (body === undefined) return []
    return unprinted(body).map((paper) => ({
      requestId,
      number: numberOf(body),
      surname: body.holder.surname,
      givenNames: body.holder.givenNames,
      ...paper,
      tried: triedOf({ requestId, ...paper }),
      running: running.has(runningKey({ requestId, ...paper })),
    }))
  }
  return {
    attempts,
    list: () =>
      here
        .all()
        .flatMap(({ id }) => waitingOf(id))
        .sort(byAge),
    isRunning: (key) => running.has(runningKey(key)),
    once: <T>(key: PaperKey, print: () => Promise<T>) => {
      const name = runningKey(key)
      const other = running.get(name)
      // Every entry under this key is the outcome of the same kind of print.
      if (other !== undefined) return other as Promise<T>
      const own = print().finally(() => running.delete(name))
      running.set(name, own)
      return own
    },
  }
}
