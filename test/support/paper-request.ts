/** The request used by the tests of papers, with a fictional holder. */
import type { PaperRequest } from '../../src/domain/papers/paper-content.ts'

export const PAPER_REQUEST: PaperRequest = {
  kind: 'anonymise',
  channel: 'counter',
  number: '12345/23.11.2026',
  registeredAt: '2026-11-23T08:05:00.000Z',
  requestedDay: '2026-11-23',
  holder: { surname: 'Ștefănescu', givenNames: 'Ana Maria', cnp: '2850615220019' },
  capacity: 'holder',
  representative: null,
  dueDay: '2026-12-23',
}
export const PAPER_CODE = 'ABCD-EFGH-JKMN-PQRS'
