/** Files, notes and prints, which are recorded in every state. */
import { describe, expect, it } from 'vitest'
import {
  after,
  AT,
  CLERK,
  file,
  lastFacts,
  OTHER_ID,
  refusal,
  registered,
  REQUEST_ID,
  SHA256,
} from '../../../test/support/acts/request-of.ts'
import { proofFactsOf } from '../paper-facts.ts'

describe('a file', () => {
  it('is attached once in each of its roles', () => {
    const once = after(registered(), 'attach-document', file())
    expect(once.attachments).toEqual([{ ...file().attachment, by: CLERK, at: AT }])
    expect(lastFacts(once)).toEqual({ sha256: SHA256, role: 'request', pages: 2 })
    expect(after(once, 'attach-document', file()).attachments).toEqual(once.attachments)
    expect(after(once, 'attach-document', file('other')).attachments).toHaveLength(2)
    expect(after(once, 'attach-document', file('request', 'b'.repeat(64))).attachments).toHaveLength(2)
  })
})

describe('a note', () => {
  it('is added once', () => {
    const once = after(registered(), 'add-note', { noteId: OTHER_ID, text: 'x' })
    expect(once.notes).toEqual([{ id: OTHER_ID, at: AT, by: CLERK, text: 'x' }])
    expect(after(once, 'add-note', { noteId: OTHER_ID, text: 'y' }).notes).toEqual(once.notes)
    expect(after(once, 'add-note', { noteId: REQUEST_ID, text: 'y' }).notes).toHaveLength(2)
  })
})

describe('a print', () => {
  const paper = 'proof-of-registration' as const
  const print = { paper, paperId: null, sha256: SHA256, duplicate: false }
  const said = proofFactsOf(registered())

  it('of a proof creates the paper, under the id of its command', () => {
    const printed = after(registered(), 'record-print', { ...print, said }, { commandId: OTHER_ID })
    expect(printed.papers).toEqual([
      { id: OTHER_ID, paper, letter: null, at: AT, sha256: SHA256, verificationCode: null, printed: 1, said },
    ])
    expect(lastFacts(printed)).toEqual({ paper, duplicate: false, sha256: SHA256 })
    expect(after(registered(), 'record-print', print).papers[0]).not.toHaveProperty('said')
  })

  it('is a duplicate by the recorded prints; a different mark on the paper is recorded beside it', () => {
    const first = after(registered(), 'record-print', { ...print, said, duplicate: true, as: 'file' })
    expect(lastFacts(first)).toEqual({ paper, duplicate: false, sha256: SHA256, as: 'file', markedDuplicate: true })
    const second = after(first, 'record-print', { ...print, said: { ...said, pages: 9 } })
    expect(second.papers).toMatchObject([{ printed: 2, said }])
    expect(lastFacts(second)).toEqual({
      paper,
      duplicate: true,
      sha256: SHA256,
      markedDuplicate: false,
      saysOther: true,
    })
    const third = after(second, 'record-print', { ...print, said, duplicate: true, paperId: first.papers[0]?.id ?? '' })
    expect(third.papers).toMatchObject([{ printed: 3 }])
    expect(lastFacts(third)).toEqual({ paper, duplicate: true, sha256: SHA256 })
  })

  it('fixes the facts of a proof, even if it was sealed before it was printed', () => {
    const sealed = { id: OTHER_ID, paper, letter: null, at: AT, sha256: SHA256, verificationCode: 'X', printed: 0 }
    const request = { ...registered(), papers: [sealed] }
    expect(after(request, 'record-print', { ...print, said }).papers).toEqual([{ ...sealed, printed: 1, said }])
  })

  it('of another paper requires that paper, and means the newest unless it is named', () => {
    const letter = (id: string) => ({
      id,
      paper: 'letter' as const,
      letter: 'rejection' as const,
      at: AT,
      sha256: SHA256,
      verificationCode: 'X',
      printed: 0,
    })
    const request = { ...registered(), papers: [letter(REQUEST_ID), letter(OTHER_ID)] }
    const ofLetter = { ...print, paper: 'letter' as const }
    expect(refusal(registered(), 'record-print', ofLetter)).toMatchObject({ code: 'paper.unknown' })
    expect(refusal(request, 'record-print', { ...print, paperId: OTHER_ID })).toMatchObject({ code: 'paper.unknown' })
    expect(refusal(registered(), 'record-print', { ...print, paperId: OTHER_ID })).toBeNull()
    const counts = (paperId: string | null) => after(request, 'record-print', { ...ofLetter, paperId, said }).papers
    expect(counts(null)).toEqual([letter(REQUEST_ID), { ...letter(OTHER_ID), printed: 1 }])
    expect(counts(REQUEST_ID)).toEqual([{ ...letter(REQUEST_ID), printed: 1 }, letter(OTHER_ID)])
  })
})
