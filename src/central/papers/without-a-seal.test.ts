import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { type Answer, problemOf } from '../../../test/support/central/workstation.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { proofFactsOf } from '../../request/paper-facts.ts'

// A store that is no demonstration has no seal until one is put there.
const { office, inReview, read } = actsForEachTest({ demonstration: false, seal: undefined as never })

test('without a seal nothing is made, and the desk gets a problem', async () => {
  const id = await inReview()
  const said = sha256Hex(canonicalJson(proofFactsOf(await read(id))))
  const session = office.session.clerk
  for (const [target, json] of [
    [`/v1/requests/${id}/proof`, { said, copy: 'original' }],
    [`/v1/requests/${id}/proof`, { said, copy: 'duplicate' }],
    [`/v1/papers/${v7()}/duplicate`, undefined],
  ] as const) {
    const { result }: Answer<unknown> = await office.desk.call('POST', target, { json, session })
    expect(problemOf(result)?.code).toBe('paper.not-yet')
  }
  expect((await read(id)).papers).toEqual([])
})
