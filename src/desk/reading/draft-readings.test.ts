import { expect, test } from 'vitest'
import type { PageReader } from '../../paper/reading/page-reader.ts'
import { problem } from '../../domain/problem.ts'
import { draftReadings } from './draft-readings.ts'

const page = (sha256: string, pdfPage: number | null = null) => ({ sha256, pdfPage, name: 'cerere.pdf' })
const READING = {
  obstacle: null,
  form: null,
  straightened: { by: 'skew', error: null },
  width: 210,
  height: 297,
  pixelsPerMm: 8,
  values: [],
  fields: [],
  unread: [],
  otherCodes: [],
}

function readerOf(answer: () => Promise<unknown>) {
  const read: (number | undefined)[] = []
  const reader = {
    read: (given: { page: number }) => {
      read.push(given.page)
      return answer()
    },
  } as unknown as Pick<PageReader, 'read'>
  const bytesOf = (sha256: string) => (sha256 === 'missing' ? null : new Uint8Array([1]))
  return { read, readings: draftReadings({ bytesOf, reader, today: () => '2026-11-30' }) }
}
const success = () => Promise.resolve({ ok: true, value: { reading: READING, image: new Uint8Array(), crops: [] } })

test('a page is read once, also when it is asked for twice at the same time', async () => {
  const { read, readings } = readerOf(success)
  expect(readings.known(page('a'))).toBeNull()
  const [one, two] = await Promise.all([readings.read(page('a')), readings.read(page('a'))])
  expect(one).toBe(two)
  expect(await readings.read(page('a'))).toBe(one)
  expect(readings.known(page('a'))).toBe(one)
  expect(read).toEqual([1])
  await readings.read(page('a', 2))
  expect(read).toEqual([1, 2])
})

test('a page that cannot be read is not read again: a registration does not wait for it a second time', async () => {
  const { read, readings } = readerOf(() =>
    Promise.resolve({ ok: false, problem: problem('scan.unreadable', { name: '' }) }),
  )
  expect(await readings.read(page('a'))).toBeNull()
  expect(await readings.read(page('a'))).toBeNull()
  expect(read).toEqual([1])
})

test('a page whose bytes are missing is read once they are there', async () => {
  const { read, readings } = readerOf(success)
  expect(await readings.read(page('missing'))).toBeNull()
  expect(read).toEqual([])
})

test('only the last readings are kept', async () => {
  const { read, readings } = readerOf(success)
  for (let n = 0; n < 41; n++) await readings.read(page(String(n)))
  expect(readings.known(page('0'))).toBeNull()
  expect(readings.known(page('1'))).not.toBeNull()
  expect(read).toHaveLength(41)
})
