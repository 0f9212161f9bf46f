/**
 * Papers that this desk owes to people: of requests registered here, that could be printed and were not. Nothing is
 * written for it but failed attempts.
 */
import type { Problem } from '../../domain/problem.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { problemSchema } from '../../protocol/problem.ts'
import type { RequestBody } from '../../protocol/request.ts'
import type { Database } from '../cache/open-cache.ts'
import { paperOf } from '../view/request-detail.ts'
import { numberOf } from '../../protocol/paper-facts.ts'
import type { RequestStore } from '../view/request-store.ts'

type Waiting = ProcedureOutput<'paper.waiting'>

export interface WaitingPapers {
  readonly list: () => Waiting
  /** A printer did not print it. */
  readonly failed: (requestId: string, paper: Paper, paperId: string | null, at: string, problem: Problem) => void
  readonly printed: (requestId: string, paper: Paper, paperId: string | null) => void
  /** One print of a paper at a time: asked for again meanwhile, the one under way answers. */
  readonly once: <T>(requestId: string, paper: Paper, paperId: string | null, print: () => Promise<T>) => Promise<T>
}

const readProblem = (text: string): Problem | null => {
  const parsed = problemSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Papers of a request that could have been handed out and were not printed, each since when. */
export function unprinted(body: RequestBody): Pick<Waiting[number], 'paper' | 'paperId' | 'letter' | 'since'>[] {
  const proof = paperOf(body, 'proof-of-registration')
  // Somebody at the counter is waiting for it; once the request is closed the answer says all that it would.
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

export function waitingPapers(db: Database, requests: Pick<RequestStore, 'open'>): WaitingPapers {
  const here = db.prepare<[], { id: string }>(
    `SELECT aggregate_id AS id FROM outbox WHERE kind = 'register-request' UNION SELECT request_id FROM print_attempt`,
  )
  const attempts = db.prepare<[], { request_id: string; paper: string; at: string; problem: string }>(
    'SELECT request_id, paper, at, problem FROM print_attempt',
  )
  const put = db.prepare(
    'INSERT INTO print_attempt (request_id, paper, at, problem) VALUES (?, ?, ?, ?) ON CONFLICT (request_id, paper) DO UPDATE SET at = excluded.at, problem = excluded.problem',
  )
  const remove = db.prepare('DELETE FROM print_attempt WHERE request_id = ? AND paper = ?')
  /** Of several letters of a request, one is not the other. */
  const keyOf = (paper: Paper, paperId: string | null): string => paperId ?? paper
  const underWay = new Map<string, Promise<unknown>>()
  return {
    list: () => {
      const tried = new Map(attempts.all().map((row) => [`${row.request_id} ${row.paper}`, row]))
      return here
        .all()
        .flatMap(({ id }): Waiting => {
          const body = requests.open(id)?.body
          if (body === undefined) return []
          return unprinted(body).map((paper) => {
            const key = `${id} ${keyOf(paper.paper, paper.paperId)}`
            const attempt = tried.get(key)
            const problem = attempt === undefined ? null : readProblem(attempt.problem)
            return {
              requestId: id,
              number: numberOf(body),
              surname: body.holder.surname,
              givenNames: body.holder.givenNames,
              ...paper,
              tried: attempt === undefined || problem === null ? null : { at: attempt.at, problem },
              underWay: underWay.has(key),
            }
          })
        })
        .sort((a, b) => (a.since === b.since ? (a.number < b.number ? -1 : 1) : a.since < b.since ? -1 : 1))
    },
    failed: (requestId, paper, paperId, at, problem) =>
      void put.run(requestId, keyOf(paper, paperId), at, JSON.stringify(problem)),
    printed: (requestId, paper, paperId) => void remove.run(requestId, keyOf(paper, paperId)),
    once: <T>(requestId: string, paper: Paper, paperId: string | null, print: () => Promise<T>) => {
      const key = `${requestId} ${keyOf(paper, paperId)}`
      const other = underWay.get(key)
      // What is kept under this key is always the outcome of the same kind of print.
      if (other !== undefined) return other as Promise<T>
      const own = print().finally(() => underWay.delete(key))
      underWay.set(key, own)
      return own
    },
  }
}
