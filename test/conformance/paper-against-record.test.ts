/**
 * What the paper can state × what the record states × what the product does, from the picture of a page to the refusal
 * of the approval. The pages are the house's own forms, written by hand or filled in by a program.
 */
import { expect, test } from 'vitest'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { handOf, registerFonts } from '../../src/demonstration/forms/handwriting.ts'
import { encodeJpeg } from '../../src/demonstration/forms/gallery.ts'
import { type FilledForm, requestForm } from '../../src/demonstration/forms/request-form.ts'
import { seeded } from '../../src/demonstration/seeded.ts'
import { assessDraft, type ComparedWith } from '../../src/desk/drafts/assess-draft.ts'
import { actsOfRegistration } from '../../src/desk/drafts/register-draft.ts'
import { proposalsOfReading } from '../../src/desk/reading/proposals-of-reading.ts'
import { statedTogether } from '../../src/desk/reading/stated-on-page.ts'
import { type Matter, type Way, WAYS_OF } from '../../src/domain/request/comparison.ts'
import { FORMS } from '../../src/paper/forms/index.ts'
import { fillForm } from '../../src/paper/forms/render-form.ts'
import { loadPaperFonts } from '../../src/paper/layout/fonts.ts'
import { createPageReader } from '../../src/paper/reading/page-reader.ts'
import { type DraftContent, draftContent } from '../../src/protocol/desk.ts'
import { performAct, type ActToApply } from '../../src/request/apply.ts'
import type { RequestBody } from '../../src/request/body.ts'
import { contextOf, file, SHA256, SUPERVISOR } from '../support/acts/request-of.ts'
import { contentFor } from '../support/registering.ts'
import { unwrap } from '../support/unwrap.ts'

const TODAY = '2026-11-30'
const holder = CAST.ana
const record = (change: Partial<DraftContent> = {}): DraftContent =>
  draftContent.parse({
    ...contentFor({ surname: holder.surname, givenNames: holder.givenNames, cnp: holder.cnp }),
    requestedDay: '23.11.2026',
    ...change,
  })

type Paper =
  | { readonly by: 'hand'; readonly page: 1 | 2; readonly form?: Partial<FilledForm> }
  | { readonly by: 'program'; readonly page: 1 | 2; readonly values: Readonly<Record<string, string>> }

async function pictureOf(paper: Paper): Promise<{ bytes: Uint8Array; page: number }> {
  const fonts = await loadPaperFonts()
  if (paper.by === 'program') {
    const form = FORMS.find(({ code, variant }) => code === 'ANON' && variant === 'standard')
    if (form === undefined) throw new RangeError('no such form')
    return { bytes: unwrap(await fillForm(form, fonts, paper.values)).pdf, page: paper.page }
  }
  registerFonts()
  const filled: FilledForm = {
    kind: 'anonymise',
    holder,
    capacity: 'holder',
    representative: null,
    day: '2026-11-23',
    signed: true,
    card: { series: 'XX', number: '681783', validUntil: '2031-06-15' },
    correctedDigit: null,
    consentOf: null,
    ...paper.form,
    boxes: { 'intrebare.restrictionare': 'stergere', 'intrebare.copie': 'fara-copie', ...paper.form?.boxes },
  }
  const chance = seeded('paper against record')
  const pages = requestForm(filled, { hand: handOf(chance), chance, fonts })
  const canvas = pages[paper.page - 1]
  if (canvas === undefined) throw new RangeError('no such page')
  return { bytes: await encodeJpeg(canvas), page: 1 }
}

async function readAsDesk(paper: Paper): Promise<ComparedWith['paper']> {
  const reader = createPageReader()
  try {
    const read = unwrap(await reader.read({ ...(await pictureOf(paper)), name: 'cerere', today: TODAY }))
    return statedTogether([proposalsOfReading('', read).stated])
  } finally {
    await reader.close()
  }
}

/** The request as the desk registers it and the central store applies it, sent to review. */
function registered(content: DraftContent, comparedWith: ComparedWith): RequestBody {
  const { facts } = assessDraft(content, [{ role: 'request' }], TODAY, comparedWith)
  const requestId = '019ad1f0-0000-7000-8000-000000000001'
  const acts = actsOfRegistration(
    {
      content,
      facts,
      attachments: [file().attachment],
      complete: true,
      comparedWith,
      unreadPages: 0,
      requestId,
      deskNumber: 1,
      now: Date.parse(`${TODAY}T08:00:00Z`),
    },
    { peek: () => ({ sequence: 7, provisional: null }) },
  )
  let request: RequestBody | null = null
  for (const { kind, payload, expectedRevision } of acts)
    request = unwrap(
      performAct(request, { kind, payload, expectedRevision } as ActToApply, contextOf({ now: `${TODAY}T09:00:00Z` })),
    )
  if (request === null) throw new RangeError('nothing registered')
  return request
}

const approvalOf = (request: RequestBody) =>
  performAct(
    request,
    {
      kind: 'approve-request',
      payload: { planHash: SHA256, surname: request.holder.surname },
      expectedRevision: request.revision,
    },
    contextOf({ by: SUPERVISOR, now: `${TODAY}T10:00:00Z` }),
  )

interface Row {
  readonly paper: Paper | null
  readonly record?: Partial<DraftContent>
  readonly dossier?: string
  /** What must be answered before registering. */
  readonly differs: readonly Matter[]
  /** What holds the approval afterwards. */
  readonly holds?: readonly Matter[]
}
const page2 = (boxes: Record<string, string> = {}, form: Partial<FilledForm> = {}): Paper => ({
  by: 'hand',
  page: 2,
  form: { ...form, boxes },
})
const RESTRICTION = 'intrebare.restrictionare'
const COPY = 'intrebare.copie'
const wants = (onlyRestrict: 'erase' | 'restrict', copyFirst: 'no-copy' | 'copy') => ({
  answers: { onlyRestrict, copyFirst },
})

const TABLE: Record<string, Row> = {
  'the same in everything': { paper: page2(), differs: [] },
  'no paper that the program can read': { paper: null, differs: [] },
  'a form for the other kind of request': { paper: page2({}, { kind: 'revert' }), differs: ['kind'] },
  'the request box not ticked': { paper: page2({ 'cerere.solicit': '' }), differs: ['kind'] },
  unsigned: { paper: page2({}, { signed: false }), differs: ['signature'] },
  'unsigned, and nobody states that it is signed': {
    paper: page2({}, { signed: false }),
    record: { attestations: ['photo', 'look', 'data'], unableToSign: true, witnesses: { first: 'A B', second: 'C D' } },
    differs: [],
  },
  'only a restriction on paper, an erasure recorded': {
    paper: page2({ [RESTRICTION]: 'restrictionare' }),
    differs: ['only-restrict'],
  },
  'only a restriction on both': {
    paper: page2({ [RESTRICTION]: 'restrictionare' }),
    record: wants('restrict', 'no-copy'),
    differs: [],
    holds: ['restriction-wanted'],
  },
  'both answers to the restriction': {
    paper: page2({ [RESTRICTION]: 'stergere restrictionare' }),
    differs: ['only-restrict'],
  },
  'a copy first on paper, none recorded': { paper: page2({ [COPY]: 'copie' }), differs: ['copy-first'] },
  'a copy first on both': {
    paper: page2({ [COPY]: 'copie' }),
    record: wants('erase', 'copy'),
    differs: [],
    holds: ['copy-wanted'],
  },
  'no copy on paper, one recorded': {
    paper: page2(),
    record: wants('erase', 'copy'),
    differs: ['copy-first'],
    holds: ['copy-wanted'],
  },
  'another capacity': { paper: { by: 'hand', page: 1, form: { capacity: 'parent' } }, differs: ['capacity'] },
  'the same person and day, filled in by a program': {
    paper: {
      by: 'program',
      page: 1,
      values: {
        'titular.nume': holder.surname,
        'titular.prenume': holder.givenNames,
        'titular.cnp': holder.cnp,
        'cerere.data': '23.11.2026',
      },
    },
    differs: [],
  },
  'another person': {
    paper: {
      by: 'program',
      page: 1,
      values: {
        'titular.nume': CAST.vasile.surname,
        'titular.prenume': CAST.vasile.givenNames,
        'titular.cnp': CAST.vasile.cnp,
      },
    },
    differs: ['name', 'cnp'],
  },
  'another day': {
    paper: { by: 'program', page: 2, values: { 'cerere.solicit': 'da', 'cerere.data': '20.11.2026' } },
    // A program fills in no signature either.
    differs: ['day', 'signature'],
  },
  'a dossier that is already anonymised': { paper: null, dossier: 'anonymised', differs: ['dossier'] },
  'a revert of a dossier that is not anonymised yet': {
    paper: null,
    record: { kind: 'revert' },
    dossier: 'active',
    differs: [],
  },
}

test.each(Object.entries(TABLE))(
  '%s',
  { timeout: 120_000 },
  async (_name, { paper, record: change, dossier, ...expected }) => {
    const comparedWith: ComparedWith = {
      paper: paper === null ? {} : await readAsDesk(paper),
      dossier: dossier ?? null,
    }
    const content = record(change)
    const assess = (given: DraftContent) => assessDraft(given, [{ role: 'request' }], TODAY, comparedWith).assessment
    const { blockers, differences } = assess(content)
    // Before registering: every difference is a blocker, a wish is shown and blocks nothing.
    expect(blockers.map(({ code }) => code)).toEqual(expected.differs.map((matter) => `differs-${matter}`))
    const holds = expected.holds ?? []
    expect(differences.map(({ matter }) => matter)).toEqual([...expected.differs, ...holds])
    // A desk that registers without the answers is stopped by the central store.
    if (expected.differs.length > 0) expect(() => registered(content, comparedWith)).toThrow('paper-differs')
    const settled = differences
      .filter(({ matter }) => !holds.includes(matter))
      .map(({ matter, paper: read, stated }) => ({ matter, how: WAYS_OF[matter][0] as Way, paper: read, stated }))
    const answered = { ...content, settled }
    expect(assess(answered).blockers).toEqual([])
    const request = registered(answered, comparedWith)
    expect(request.comparison?.settled.map(({ matter, how }) => ({ matter, how }))).toEqual(
      settled.map(({ matter, how }) => ({ matter, how })),
    )
    // At review: a wish holds the approval until it is resolved on the record.
    const approval = approvalOf(request)
    if (holds.length === 0) return expect(approval.ok).toBe(true)
    expect(approval).toEqual({ ok: false, problem: { code: 'request.wish', details: { wishes: holds } } })
    const resolved = holds.reduce((open, matter) => {
      const stated = differences.find((difference) => difference.matter === matter)?.stated ?? ''
      const payload = { matter, how: WAYS_OF[matter][0] as Way, note: '', paper: [], stated }
      return unwrap(performAct(open, { kind: 'settle-difference', payload, expectedRevision: null }, contextOf()))
    }, request)
    expect(approvalOf(resolved).ok).toBe(true)
  },
)
