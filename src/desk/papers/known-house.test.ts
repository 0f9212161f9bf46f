import { expect, it } from 'vitest'
import { HOUSE_NAME } from '../../domain/house/house.ts'
import type { Settings } from '../cache/settings.ts'
import { knownHouse } from './known-house.ts'
import { paperDesk } from './paper-desk.ts'

const settings = (values: object): Pick<Settings, 'get'> => ({
  get: (name) => (name in values ? values[name as keyof typeof values] : null),
})
const HOUSE = {
  name: { ro: 'Casa de încercare', en: 'House of trials' },
  contact: null,
  verifyUrl: 'https://des.example/verify/',
  demonstration: false,
}

it('a desk knows no house before the central store has sent it, unless it belongs to a demonstration', () => {
  expect(knownHouse(settings({}))).toBeNull()
  expect(knownHouse(settings({ demonstration: false }))).toBeNull()
  expect(knownHouse(settings({ demonstration: true }))).toMatchObject({ name: HOUSE_NAME })
  expect(knownHouse(settings({ demonstration: false, house: HOUSE }))).toMatchObject({ name: HOUSE.name, lines: [] })
})

it('no paper is made before the desk knows its house', async () => {
  const absent = {} as never
  const papers = paperDesk({
    blobs: absent,
    client: absent,
    sync: absent,
    house: () => knownHouse(settings({ demonstration: false })),
    standing: () => null,
    monotonic: () => 0,
    sealCheck: absent,
  })
  for (const paper of ['proof-of-registration', 'receipt', 'letter'] as const)
    expect(await papers.take(absent, paper, null, absent)).toMatchObject({
      ok: false,
      problem: { code: 'paper.not-yet', details: { paper } },
    })
})
