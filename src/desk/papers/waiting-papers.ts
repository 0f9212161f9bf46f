/** Papers that this desk owes to people: of requests registered here, that could be printed and were not. Nothing is written for it but failed attempts. */
import type { Problem } from '../../domain/problem.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { PAPERS, type Paper } from '../../domain/request/request.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { problemSchema } from '../../protocol/problem.ts'
import type { RequestBody } from '../../protocol/request.ts'
import type { Database } from '../cache/open-cache.ts'
import { paperOf } from '../view/request-detail.ts'
import { numberOf, type RequestStore } from '../view/request-store.ts'

type Waiting = ProcedureOutput<'paper.waiting'>

export interface WaitingPapers {
  readonly list: () => Waiting
  /** A printer did not print it. */
  readonly failed: (requestId: string, paper: Paper, at: string, problem: Problem) => void
  readonly printed: (requestId: string, paper: Paper) => void
}

const readProblem = (text: string): Problem | null => {
  const parsed = problemSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Since when a paper could have been handed out; null where there is none, or it was printed. */
export function waitingSince(body: RequestBody, paper: Paper): string | null {
  const record = paperOf(body, paper)
  if ((record?.printed ?? 0) > 0) return null
  // Somebody at the counter is waiting for it; once the request is closed the answer says all that it would.
  if (paper === 'proof-of-registration') return body.channel === 'counter' && !isClosed(body.state) ? body.registration.at : null
  return record === undefined || record.sha256 === '' ? null : record.at
}

export function waitingPapers(db: Database, requests: Pick<RequestStore, 'open'>): WaitingPapers {
  const here = db.prepare<[], { id: string }>(`SELECT aggregate_id AS id FROM outbox WHERE kind = 'register-request' UNION SELECT request_id FROM print_attempt`)
  const attempts = db.prepare<[], { request_id: string; paper: string; at: string; problem: string }>('SELECT request_id, paper, at, problem FROM print_attempt')
  const put = db.prepare('INSERT INTO print_attempt (request_id, paper, at, problem) VALUES (?, ?, ?, ?) ON CONFLICT (request_id, paper) DO UPDATE SET at = excluded.at, problem = excluded.problem')
  const remove = db.prepare('DELETE FROM print_attempt WHERE request_id = ? AND paper = ?')
  return {
    list: () => {
      const tried = new Map(attempts.all().map((row) => [`${row.request_id} ${row.paper}`, row]))
      return here
        .all()
        .flatMap(({ id }): Waiting => {
          const body = requests.open(id)?.body
          if (body === undefined) return []
          return PAPERS.flatMap((paper) => {
            const since = waitingSince(body, paper)
            if (since === null) return []
            const attempt = tried.get(`${id} ${paper}`)
            const problem = attempt === undefined ? null : readProblem(attempt.problem)
            return [{ requestId: id, number: numberOf(body), surname: body.holder.surname, givenNames: body.holder.givenNames, paper, since, tried: attempt === undefined || problem === null ? null : { at: attempt.at, problem } }]
          })
        })
        .sort((a, b) => (a.since === b.since ? (a.number < b.number ? -1 : 1) : a.since < b.since ? -1 : 1))
    },
    failed: (requestId, paper, at, problem) => void put.run(requestId, paper, at, JSON.stringify(problem)),
    printed: (requestId, paper) => void remove.run(requestId, paper),
  }
}
