import { ok, problem, refuse } from '../../domain/problem.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

/** The house's forms have at most four pages; more pages of a scan are annexes. */
const PAGES_READ = 8

export function readingProcedures({ drafts, blobs, readings, requests }: DeskParts): Handlers<Group<'reading'>> {
  return {
    'reading.request': async ({ requestId }) => {
      const found = requests.open(requestId)
      if (found === null) return refuse('request.unknown')
      const pages = found.body.attachments
        .filter(({ role }) => role === 'request')
        .flatMap(({ sha256, pages: count, name }) =>
          Array.from({ length: Math.min(count, PAGES_READ) }, (_, at) => ({ sha256, name, pdfPage: at + 1 })),
        )
      const read = await Promise.all(pages.map((page) => readings.read(page)))
      return ok(read.filter((page) => page !== null))
    },
    'reading.page': async ({ draftId, pageId }, { actorId }) => {
      const draft = drafts.open(draftId, actorId)
      if (!draft.ok) return draft
      const page = draft.value.pages.find((each) => each.pageId === pageId)
      if (page === undefined || blobs.get(page.sha256) === null) return refuse('attachment.unknown')
      const read = await readings.read(page)
      return read === null
        ? { ok: false, problem: problem('scan.unreadable', { name: page.name }) }
        : ok({ ...read, pageId })
    },
  }
}
