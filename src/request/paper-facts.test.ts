import { describe, expect, it } from 'vitest'
import { after, file, payloadToRegister, registered, SHA256 } from '../../test/support/acts/request-of.ts'
import { numberOf, paperRequestOf, proofContentOf, proofFactsOf } from './paper-facts.ts'

const { registration } = payloadToRegister()
const contact = { address: 'Str. Nouă 2', phone: '', email: '' }
const representative = { surname: 'Ionescu', givenNames: 'Radu', cnp: null, contact }
const provisional = registered({ registration: { ...registration, sequence: null, provisional: 'P-1-7' } })
const numbered = { ...provisional, registration: { ...provisional.registration, sequence: 7 } }

describe('the number of a request on a paper', () => {
  it('is that of the registry, and the provisional one until then', () => {
    expect(numberOf(registered())).toBe('7/23.11.2026')
    expect(numberOf(provisional)).toBe('P-1-7')
    expect(numberOf(numbered)).toBe('7/23.11.2026')
    expect(numberOf({ registration: { ...registration, sequence: null, provisional: null } })).toBe('')
  })
})

describe('every paper', () => {
  it('states the request as it stands', () => {
    const request = registered({ capacity: 'proxy', representative })
    const { kind, channel, requestedDay, holder, capacity, dueDay } = request
    expect(paperRequestOf(request)).toEqual({
      ...{ kind, channel, requestedDay, holder, capacity, dueDay, representative },
      number: '7/23.11.2026',
      registeredAt: registration.at,
    })
  })
})

describe('a proof of registration', () => {
  const print = { paper: 'proof-of-registration' as const, paperId: null, sha256: SHA256, duplicate: false }

  it('states names without addresses, and the pages that were received', () => {
    const request = after(registered({ capacity: 'proxy', representative }), 'attach-document', file())
    const both = after(request, 'attach-document', file('proof-of-capacity', 'b'.repeat(64)))
    const { kind, capacity, dueDay, holder } = both
    expect(proofFactsOf(both)).toEqual({
      ...{ kind, capacity, dueDay, number: '7/23.11.2026', provisional: false, pages: 4 },
      holder: { surname: holder.surname, givenNames: holder.givenNames, cnp: holder.cnp },
      representative: { surname: 'Ionescu', givenNames: 'Radu' },
    })
    expect(proofFactsOf(provisional)).toMatchObject({ provisional: true, number: 'P-1-7', representative: null })
  })

  it('repeats what its first print said, once it was printed', () => {
    const said = { ...proofFactsOf(registered()), pages: 3 }
    const printed = after(registered(), 'record-print', { ...print, said })
    expect(proofFactsOf(printed)).toEqual(said)
    const sealedAlone = { ...printed, papers: printed.papers.map((paper) => ({ ...paper, printed: 0 })) }
    expect(proofFactsOf(sealedAlone)).toEqual(proofFactsOf(registered()))
    const ofAnother = { ...printed, papers: printed.papers.map((paper) => ({ ...paper, paper: 'letter' as const })) }
    expect(proofFactsOf(ofAnother)).toEqual(proofFactsOf(registered()))
  })

  const wordsOf = (...args: Parameters<typeof proofContentOf>) => JSON.stringify(proofContentOf(...args))
  it('names the other number of a request that has had two', () => {
    expect(wordsOf(registered(), proofFactsOf(registered()), null)).not.toContain('provizoriu')
    expect(wordsOf(numbered, proofFactsOf(numbered), null)).toContain('numărul provizoriu P-1-7')
    expect(wordsOf(provisional, proofFactsOf(provisional), null)).toContain('va primi și un număr din registru')
    expect(wordsOf(numbered, proofFactsOf(provisional), null)).toContain('a primit între timp numărul 7/23.11.2026')
  })

  it('names who registered the request, and the code by which the paper is verified', () => {
    const content = proofContentOf(registered(), { ...proofFactsOf(registered()), pages: 5 }, 'AB12-CD34')
    expect(content).toMatchObject({ paper: 'proof-of-registration', number: '7/23.11.2026' })
    for (const words of ['Ana Pop', 'AB12-CD34', '"5"']) expect(JSON.stringify(content)).toContain(words)
  })
})
