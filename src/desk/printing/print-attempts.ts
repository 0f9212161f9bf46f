/**
 * Attempts to print that ended without a record of a print: the last one of each paper. If paper may have come out, the
 * attempt keeps what was sent, so that exactly this is recorded when a person confirms it, even if the request has
 * changed since.
 */
import { z } from 'zod'
import type { Problem } from '../../domain/problem.ts'
import { PAPERS, type Paper } from '../../domain/request/request.ts'
import { problemSchema } from '../../protocol/problem.ts'
import { proofFacts } from '../../protocol/request.ts'
import { id, sha256 } from '../../protocol/values.ts'
import type { Database } from '../cache/open-cache.ts'

const sentPaper = z.object({
  paper: z.enum(PAPERS),
  paperId: id.nullable(),
  /** SHA-256 of the bytes that were sent; a duplicate carries its mark. */
  sha256,
  duplicate: z.boolean(),
  sealed: z.boolean(),
  said: proofFacts.optional(),
})
export type SentPaper = z.infer<typeof sentPaper>

/** Which paper of which request. `paperId`: which of several letters; null for the proof of registration. */
export interface PaperKey {
  readonly requestId: string
  readonly paper: Paper
  readonly paperId: string | null
}
export interface PrintAttempt {
  readonly at: string
  /** Why there is no record of a print. */
  readonly problem: Problem
  /** Null if certainly nothing came out, and for attempts made before this was stored. */
  readonly sent: SentPaper | null
}

export interface PrintAttempts {
  readonly find: (key: PaperKey) => PrintAttempt | null
  readonly keep: (key: PaperKey, attempt: PrintAttempt) => void
  readonly remove: (key: PaperKey) => void
}

/** Several letters of one request have different keys. */
export const attemptKey = ({ paper, paperId }: Pick<PaperKey, 'paper' | 'paperId'>): string => paperId ?? paper

/** Whether a sheet may be at the printer: somebody looks there before the paper is printed again. */
export const mayBeOut = ({ problem, sent }: PrintAttempt): boolean =>
  sent !== null || problem.code === 'printer.unconfirmed'

interface Row {
  readonly at: string
  readonly problem: string
  readonly sent: string | null
}

function attemptOf(row: Row): PrintAttempt | null {
  const problem = problemSchema.safeParse(JSON.parse(row.problem))
  if (!problem.success) return null
  const sent = sentPaper.safeParse(JSON.parse(row.sent ?? 'null'))
  return { at: row.at, problem: problem.data, sent: sent.success ? sent.data : null }
}

export function printAttempts(db: Database): PrintAttempts {
  const find = db.prepare<[string, string], Row>(
    'SELECT at, problem, sent FROM print_attempt WHERE request_id = ? AND paper = ?',
  )
  const put = db.prepare(
    `INSERT INTO print_attempt (request_id, paper, at, problem, sent) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (request_id, paper) DO UPDATE SET at = excluded.at, problem = excluded.problem, sent = excluded.sent`,
  )
  const remove = db.prepare('DELETE FROM print_attempt WHERE request_id = ? AND paper = ?')
  return {
    find: (key) => {
      const row = find.get(key.requestId, attemptKey(key))
      return row === undefined ? null : attemptOf(row)
    },
    keep: (key, { at, problem, sent }) =>
      void put.run(
        key.requestId,
        attemptKey(key),
        at,
        JSON.stringify(problem),
        sent === null ? null : JSON.stringify(sent),
      ),
    remove: (key) => void remove.run(key.requestId, attemptKey(key)),
  }
}
