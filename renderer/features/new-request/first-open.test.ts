import { expect, test } from 'vitest'
import { draftContent } from '../../../src/protocol/desk.ts'
import { firstOpen } from './first-open.ts'

const holder = { surname: 'Popa', givenNames: 'Ana', cnp: '2850615229904' }
const document = { number: '1', validUntil: '01.01.2030' }
const whole = {
  document,
  holder: { ...holder, address: 'Iași', phone: '0700' },
  kind: 'revert',
  requestedDay: '1.1.2026',
}

test.each<[string, object, string]>([
  ['an empty draft', {}, 'document.number'],
  ['a document without its end of validity', { document: { number: '1' } }, 'document.validUntil'],
  ['a document of unlimited validity', { document: { number: '1', unlimited: true } }, 'holder.surname'],
  ['a name that is open, although the address is full', { document, holder: { address: 'Iași' } }, 'holder.surname'],
  ['a CNP that is open', { document, holder: { ...holder, cnp: ' ', address: 'Iași' } }, 'holder.cnp'],
  ['a proxy without a name', { ...whole, capacity: 'proxy' }, 'representative.surname'],
  ['an address that is open', { document, holder }, 'holder.address'],
  ['the kind', { ...whole, kind: '' }, 'kind'],
  ['the day', { ...whole, requestedDay: '' }, 'requestedDay'],
  ['nothing', whole, 'attestations'],
])('after taking several values the focus goes to what is open: %s', (_what, content, path) => {
  expect(firstOpen(draftContent.parse(content))).toBe(path)
})
