/** The letter that each decision orders within its own transaction: which one, about what, and once. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import type { CommandKind, CommandPayload } from '../../../request/acts.ts'

const { office, inReview, act, read } = actsForEachTest()

const lettersOf = async (requestId: string) => {
  const rows = await office.central.store.read((db) =>
    db.selectFrom('paper').select(['n', 'kind', 'letter', 'content']).where('request_id', '=', requestId).execute(),
  )
  return rows.map(({ content, ...row }) => ({ ...row, text: content ?? '' }))
}
const explanation = 'Explicația supraveghetorului.'
const DECISIONS: readonly {
  kind: CommandKind
  payload: object
  letter: string
  words: readonly string[]
}[] = [
  {
    kind: 'reject-request',
    payload: { reason: 'unsigned', explanation },
    letter: 'rejection',
    words: [explanation, 'cerere nesemnată', 'plângere prealabilă la Casa de Asigurări de Sănătate Iași'],
  },
  {
    kind: 'return-request',
    payload: { missing: ['attestation-signed'], explanation },
    letter: 'completion',
    words: [explanation, 'semnarea cererii'],
  },
  { kind: 'forward-request', payload: { to: 'CAS Vaslui' }, letter: 'forwarding', words: ['CAS Vaslui'] },
  {
    kind: 'extend-term',
    payload: { days: 10, explanation },
    letter: 'extension',
    words: [explanation, '10 zile', '02.01.2027'],
  },
]

test.each(DECISIONS)('$kind orders its letter', async ({ kind, payload, letter, words }) => {
  const id = await inReview()
  expect(await act(kind, id, payload as CommandPayload<CommandKind>, 4)).toMatchObject({ outcome: 'applied' })
  const letters = await lettersOf(id)
  expect(letters).toMatchObject([{ n: 5, kind: 'letter', letter }])
  for (const word of ['1/23.11.2026', 'POPESCU Ana Maria', ...words]) expect(letters[0]?.text).toContain(word)
})

test('a joined request gets a letter that names the request with the answer', async () => {
  const first = await inReview()
  const second = await inReview()
  expect(await act('join-request', second, { into: first }, 4)).toMatchObject({ outcome: 'applied' })
  const { registration } = await read(first)
  const letters = await lettersOf(second)
  expect(letters).toMatchObject([{ kind: 'letter', letter: 'joining' }])
  expect(letters[0]?.text).toContain(`${String(registration.sequence)}/23.11.2026`)
  expect(await lettersOf(first)).toEqual([])
})

test('a decision that is refused orders none', async () => {
  const id = await inReview()
  expect(await act('reject-request', id, { reason: 'unsigned', explanation }, 3)).toMatchObject({
    problem: { code: 'request.stale' },
  })
  expect(await act('forward-request', id, { to: 'CAS Vaslui' }, 4, office.session.clerk)).toMatchObject({
    problem: { code: 'right.missing' },
  })
  expect(await lettersOf(id)).toEqual([])
})
