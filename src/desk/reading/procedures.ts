import { ok, problem, refuse } from '../../domain/problem.ts'
import type { DraftPageReading } from '../../protocol/desk.ts'
import { proposalsOfReading } from './proposals-of-reading.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

/** Readings kept while the desk runs: a reopened window need not wait. */
const KEPT = 40

export function readingProcedures({ drafts, blobs, pageReader, today }: DeskParts): Handlers<Group<'reading'>> {
  const known = new Map<string, Omit<DraftPageReading, 'pageId'>>()
  return {
    'reading.page': async ({ draftId, pageId }, { actorId }) => {
      const draft = drafts.open(draftId, actorId)
      if (!draft.ok) return draft
      const page = draft.value.pages.find((each) => each.pageId === pageId)
      const blob = page === undefined ? null : blobs.get(page.sha256)
      if (page === undefined || blob === null) return refuse('attachment.unknown')
      const key = `${page.sha256}/${String(page.pdfPage)}`
      const before = known.get(key)
      if (before !== undefined) return ok({ ...before, pageId })
      const read = await pageReader.read({
        bytes: blob.bytes,
        name: page.name,
        page: page.pdfPage ?? 1,
        today: today(),
      })
      if (!read.ok) return { ok: false, problem: problem('scan.unreadable', { name: page.name }) }
      const found = proposalsOfReading(pageId, read.value)
      known.set(key, found)
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break
        known.delete(oldest)
      }
      return ok(found)
    },
  }
}
