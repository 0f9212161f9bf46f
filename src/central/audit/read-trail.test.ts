import { expect, test } from 'vitest'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { officeForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { PASSWORD } from '../../../test/support/central/office.ts'

const office = officeForEachTest()
const DAY_MS = 86_400_000

interface Trail {
  readonly entries: { n: number; at: string; action: string; person: string | null; deskNumber: number | null }[]
  readonly more: boolean
}
const trail = async (query = ''): Promise<Trail> =>
  (await office.desk.must('GET', `/v1/audit/trail${query}`, { session: office.session.auditor })) as Trail
const attempt = (username: string, password: string) =>
  office.desk.call('POST', '/v1/sessions', { json: { username, password } })

test('the trail has the newest entry first, with the names of person and desk', async () => {
  await attempt('clerk', PASSWORD)
  const { entries } = await trail()
  expect(entries[0]).toMatchObject({ action: 'login', person: 'Persoana clerk', deskNumber: 1 })
  expect(entries.map(({ n }) => n)).toEqual(entries.map(({ n }) => n).toSorted((a, b) => b - a))
})

test('pages follow each other without a gap and end', async () => {
  const whole = (await trail('?limit=1000')).entries
  const read: Trail['entries'] = []
  for (let before = ''; ;) {
    const page = await trail(`?limit=3${before}`)
    read.push(...page.entries)
    if (!page.more) break
    before = `&before=${String(page.entries.at(-1)?.n)}`
  }
  expect(read).toEqual(whole)
  expect(read.at(-1)?.n).toBe(1)
})

test('filters by person, desk, kind and day; the first word of a kind finds all of it, and no other word', async () => {
  await attempt('clerk', 'greșit')
  const clerk = office.session.clerk.actor.id
  const { entries } = await trail(`?actor=${clerk}`)
  expect(entries.map(({ action }) => action)).toEqual(['login.wrong', 'login'])
  expect((await trail(`?actor=${clerk}&action=login.wrong`)).entries).toHaveLength(1)
  expect((await trail(`?actor=${clerk}&action=login`)).entries).toHaveLength(2)
  expect((await trail(`?action=log`)).entries).toEqual([])
  expect((await trail(`?action=logi`)).entries).toEqual([])
  expect((await trail('?deskNumber=1')).entries.length).toBeGreaterThan(0)
  expect((await trail('?deskNumber=2')).entries).toEqual([])
  const today = localDay(office.clock.now)
  expect((await trail(`?from=${today}&to=${today}`)).entries[0]).toMatchObject({ action: 'login.wrong' })
  expect((await trail(`?from=${localDay(office.clock.now + DAY_MS)}`)).entries).toEqual([])
  expect((await trail(`?to=${localDay(office.clock.now - DAY_MS)}`)).entries).toEqual([])
})

test('an attempt under an unknown name has no person', async () => {
  await attempt('nimeni', PASSWORD)
  expect((await trail('?limit=1')).entries).toMatchObject([{ action: 'login.wrong', person: null, deskNumber: 1 }])
})
