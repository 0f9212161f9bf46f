import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { RequestBody } from '../../protocol/request.ts'
import type { DeskParts } from '../parts.ts'
import type { Person } from '../session/session.ts'
import { paperOf } from '../view/request-detail.ts'
import { numberOf } from '../view/request-store.ts'
import type { Group, Handlers } from './handlers.ts'

interface AtHand {
  readonly sha256: string
  readonly pdf: Uint8Array
  readonly paperId: string | null
  readonly verificationCode: string | null
  readonly duplicate: boolean
}

export function paperProcedures(parts: DeskParts): Handlers<Group<'paper'> | 'printer.state'> {
  const { requests, blobs, client, printer, perform, changes, sync } = parts

  const sealed = async (body: RequestBody, paper: Paper, person: Person): Promise<Result<AtHand>> => {
    const record = paperOf(body, paper)
    if (record === undefined || record.sha256 === '') return refuse('paper.not-yet', { paper })
    const facts = { paperId: record.id, verificationCode: record.verificationCode, duplicate: record.printed > 0 }
    const kept = blobs.get(record.sha256)
    if (kept !== null) return ok({ ...facts, sha256: record.sha256, pdf: kept.bytes })
    if (person.token === null) return refuse('online.required')
    const fetched = await client.bytes('paper', { parameters: { paperId: record.id }, token: person.token })
    if (!fetched.ok) return fetched
    const stored = blobs.put(fetched.value.bytes)
    if (stored.sha256 !== record.sha256) {
      blobs.delete(stored.sha256)
      return refuse('attachment.hash-mismatch')
    }
    blobs.markSent(stored.sha256, stored.bytes, true)
    return ok({ ...facts, sha256: stored.sha256, pdf: fetched.value.bytes })
  }
  const atHand = (requestId: string, paper: Paper, person: Person): Result<RequestBody> | Promise<Result<AtHand & { body: RequestBody }>> => {
    const found = requests.open(requestId)
    if (found === null) return refuse('request.unknown')
    return sealed(found.body, paper, person).then((result) => (result.ok ? ok({ ...result.value, body: found.body }) : result))
  }
  return {
    'printer.state': async () => ok(await printer.state()),
    'paper.preview': async ({ requestId, paper }, person) => {
      const found = await atHand(requestId, paper, person)
      if (!found.ok) return found
      if (!('pdf' in found.value)) return refuse('paper.not-yet', { paper })
      const { sha256, duplicate, verificationCode } = found.value
      return ok({ sha256, paper, draft: false, duplicate, verificationCode, pages: 1 })
    },
    'paper.previewLetter': () => refuse('paper.not-yet', { paper: 'letter' }),
    'paper.print': async ({ requestId, paper }, person) => {
      const found = await atHand(requestId, paper, person)
      if (!found.ok) return found
      if (!('pdf' in found.value)) return refuse('paper.not-yet', { paper })
      const { pdf, sha256, paperId, duplicate, body } = found.value
      const { name } = await printer.state()
      const job = await printer.print(pdf, `${paper} ${numberOf(body)}`)
      // The paper stays "not printed"; nothing else waits for a printer.
      if (!job.ok) return ok({ jobId: '', printer: name, state: 'failed', duplicate, problem: job.problem })
      const performed = perform([{ kind: 'record-print', aggregateId: requestId, expectedRevision: null, payload: { paper, paperId, sha256, duplicate } }], person)
      if (!performed.ok) return performed
      sync.wake()
      changes.tell(['request', 'printer'], [requestId])
      return ok({ jobId: job.value.jobId, printer: name, state: job.value.state, duplicate, problem: null })
    },
  }
}
