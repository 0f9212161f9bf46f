import { ok, problem, refuse } from '../../domain/problem.ts'
import type { Draft, DraftContent } from '../../protocol/desk.ts'
import type { PageRead } from '../reading/draft-readings.ts'
import { statedTogether } from '../reading/stated-on-page.ts'
import { assessDraft, type ComparedWith } from './assess-draft.ts'
import { actsOfRegistration, attachmentsOf } from './register-draft.ts'
import type { DeskParts } from '../parts.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

/** Only the request itself states something about the request; a proof of capacity is not compared. */
const requestPages = ({ pages }: Draft) => pages.filter(({ role }) => role === 'request')

/** What a draft is compared with: its pages as far as they are read, and the holder's dossier if it was looked up. */
const comparedWithOf = (
  { lookedUp }: Pick<DeskParts, 'lookedUp'>,
  content: DraftContent,
  read: readonly (PageRead | null)[],
): ComparedWith => ({
  paper: statedTogether(read.flatMap((page) => page?.stated ?? [])),
  dossier: lookedUp.dossierOf(content.holder.cnp.replace(/\s/g, '')),
})

/** Registers what is on the screen as a request with a number, once every page of it is stored. */
function registerDraft(parts: DeskParts): Handlers<'draft.register'>['draft.register'] {
  const { drafts, blobs, perform, numbers, settings, clock, newId, requests, scanning, sync, today, readings } = parts
  return async ({ draftId, content }, person) => {
    // The registration states what the paper states, so it waits for every page that is still being read.
    const before = drafts.open(draftId, person.actorId)
    if (!before.ok) return before
    await Promise.all(requestPages(before.value).map((page) => readings.read(page)))
    const saved = drafts.settle(draftId, person.actorId, content)
    if (!saved.ok) return saved
    // A paper with a wrong day cannot be taken back from the person who got it.
    const doubt = clock.doubt()
    if (doubt !== null) return { ok: false, problem: doubt }
    const draft = drafts.open(draftId, person.actorId)
    if (!draft.ok) return draft
    // The scan is still running: registered now, the request would lack its pages.
    if (scanning.running()?.draftId === draftId) return refuse('scanner.running')
    const enrolment = settings.get('enrolment')
    if (enrolment === null) return refuse('device.unknown')
    const read = requestPages(draft.value).map(readings.known)
    const comparedWith = comparedWithOf(parts, content, read)
    const { facts, assessment } = assessDraft(content, draft.value.pages, today(), comparedWith)
    if (content.holder.cnp.trim() !== '' && !facts.cnp.ok) return facts.cnp
    if (assessment.blockers.length > 0)
      return {
        ok: false,
        problem: problem('request.incomplete', { missing: assessment.blockers.map(({ code }) => code) }),
      }
    const attachments = await attachmentsOf(blobs, draft.value.pages)
    if (!attachments.ok) return attachments
    // While the pages were put together the same draft may have been registered by a second key press.
    const still = drafts.open(draftId, person.actorId)
    if (!still.ok) return still
    const requestId = newId()
    const complete = assessment.missing.length === 0
    const acts = actsOfRegistration(
      {
        content,
        facts,
        attachments: attachments.value,
        complete,
        comparedWith,
        unreadPages: read.filter((page) => page === null).length,
        requestId,
        deskNumber: enrolment.deskNumber,
        now: clock.now(),
      },
      numbers,
    )
    const performed = perform(acts, person, { draftId })
    if (!performed.ok) return performed
    const request = requests.open(requestId)
    if (request === null) return refuse('unexpected', { reference: 'registered-row' })
    sync.wake()
    const { body } = request
    return ok({
      requestId,
      number: numberOf(body),
      provisional: body.registration.sequence === null,
      registration: body.registration,
      dueDay: body.dueDay,
      state: body.state,
      pending: true,
      missing: assessment.missing.map(({ code }) => code),
    })
  }
}

export function draftProcedures(parts: DeskParts): Handlers<Group<'draft'>> {
  const { drafts, blobs, changes, erase, today, takeFile, readings } = parts

  return {
    'draft.current': (_input, { actorId }) => ok(drafts.current(actorId)),
    'draft.list': (_input, { actorId }) => ok(drafts.list(actorId)),
    'draft.open': ({ draftId }, { actorId }) => drafts.open(draftId, actorId),
    'draft.start': (_input, { actorId }) => ok(drafts.start(actorId)),
    'draft.save': ({ draftId, textVersion, content }, { actorId }) => {
      const saved = drafts.save(draftId, actorId, textVersion, content)
      if (saved.ok && saved.value.copied) changes.notify(['drafts'])
      return saved
    },
    'draft.savePages': ({ draftId, pages, seen }, { actorId }) => drafts.savePages(draftId, actorId, pages, seen),
    'draft.discard': ({ draftId }, { actorId }) => {
      const discarded = drafts.discard(draftId, actorId)
      if (discarded.ok) erase()
      return discarded
    },
    'draft.addFile': ({ draftId, sha256, name, role, onlyWhole }, person) => {
      const blob = blobs.get(sha256)
      if (blob === null) return refuse('attachment.unknown')
      const draft = drafts.open(draftId, person.actorId)
      if (!draft.ok) return draft
      // The file as it was given, beside the pages made from it.
      blobs.keepFor(sha256, draftId)
      return takeFile(draftId, person, blob.bytes, name, role, onlyWhole)
    },
    'draft.assess': ({ draftId, content }, { actorId }) => {
      const draft = drafts.open(draftId, actorId)
      if (!draft.ok) return draft
      // Only what has been read: an assessment while typing waits for nothing.
      const comparedWith = comparedWithOf(parts, content, requestPages(draft.value).map(readings.known))
      return ok(assessDraft(content, draft.value.pages, today(), comparedWith).assessment)
    },
    'draft.register': registerDraft(parts),
  }
}
