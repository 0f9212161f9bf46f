import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUSE } from '../../../test/support/central/house-json.ts'
import { fictionalCnp, lease, openOffice, requestInReview } from '../../../test/support/central/office.ts'
import { wordsOf } from '../../../test/support/paper-pdf.ts'
import { startCentral } from '../central.ts'
import { houseBody } from '../../protocol/house.ts'
import type { pullOutput } from '../../protocol/central/sync.ts'
import type { z } from 'zod'
import { HOUSE_FILE, readHouseFile, WrongHouseFile } from './house-file.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'des-house-file-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const write = (content: unknown): void =>
  writeFileSync(path.join(dir, HOUSE_FILE), typeof content === 'string' ? content : JSON.stringify(content))

describe('house.json', () => {
  test('may be missing, and is read if it is right', () => {
    expect(readHouseFile(dir)).toBeNull()
    write({ ...HOUSE, verifyUrl: 'https://des.example/verify' })
    expect(readHouseFile(dir)).toMatchObject({
      ...HOUSE,
      verifyUrl: 'https://des.example/verify/',
    })
  })
  test.each([
    ['is not JSON', '{', /is not JSON/],
    ['lacks a field', { ...HOUSE, email: undefined }, /^house\.json: email: /m],
    ['has an empty field', { ...HOUSE, address: '  ' }, /address: is empty/],
    ['has a field that nobody reads', { ...HOUSE, phone: '0999 999 999' }, /phone/],
    ['has no e-mail address', { ...HOUSE, email: 'registratura' }, /email: is no e-mail address/],
    ['has no telephone number', { ...HOUSE, telephone: 'la cerere' }, /telephone: is no telephone number/],
    ['has a fiscal code that does not hold', { ...HOUSE, fiscalCode: '12345678' }, /fiscalCode: is no fiscal code/],
    [
      'has codes checked without https',
      { ...HOUSE, verifyUrl: 'http://des.example/verify/' },
      /verifyUrl: is no https address/,
    ],
    ['has codes checked nowhere', { ...HOUSE, verifyUrl: 'javascript:alert(1)' }, /verifyUrl: is no https address/],
    ['has a line that is two', { ...HOUSE, address: 'a\nb' }, /address/],
    ['is a list', [HOUSE], /the whole/],
  ])('that %s is refused with what is wrong', (_what, content, words) => {
    write(content)
    expect(() => readHouseFile(dir)).toThrow(WrongHouseFile)
    expect(() => readHouseFile(dir)).toThrow(words)
  })
  test('reports every mistake at once', () => {
    write({ ...HOUSE, email: '', fiscalCode: 'x' })
    expect(() => readHouseFile(dir)).toThrow(/email: [^]*fiscalCode: /)
  })
})

describe('a store', () => {
  const published = async (office: Awaited<ReturnType<typeof openOffice>>, cursor = 0) => {
    const { changes } = await office.desk.must<z.infer<typeof pullOutput>>('GET', `/v1/pull?cursor=${String(cursor)}`)
    return changes.flatMap(({ entity, body, version }) =>
      entity === 'house' ? [{ version, house: houseBody.parse(body) }] : [],
    )
  }
  test('sends it to the desks once, and again only after a change; its papers bear it', async () => {
    const office = await openOffice()
    try {
      expect(await published(office)).toMatchObject([
        { version: 1, house: { demonstration: true, contact: { fiscalCode: '00000000' } } },
      ])
      await office.restart()
      expect(await published(office)).toMatchObject([{ version: 1 }])
      writeFileSync(path.join(office.dataDir, HOUSE_FILE), JSON.stringify(HOUSE))
      await office.restart()
      expect(await published(office)).toMatchObject([
        { version: 2, house: { name: HOUSE.name, contact: { fiscalCode: HOUSE.fiscalCode } } },
      ])
      const cnp = fictionalCnp(1)
      const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
      await office.desk.act({
        kind: 'reject-request',
        aggregateId: id,
        session: office.session.supervisor,
        expectedRevision: 4,
        payload: { reason: 'unsigned', explanation: 'Fără semnătură.' },
      })
      await office.central.settled()
      const row = await office.central.store.read((db) =>
        db.selectFrom('paper').select('pdf').executeTakeFirstOrThrow(),
      )
      const words = await wordsOf(row.pdf ?? new Uint8Array())
      for (const each of [HOUSE.address, HOUSE.telephone, HOUSE.email, HOUSE.fiscalCode, 'DEMONSTRAȚIE'])
        expect(words).toContain(each)
    } finally {
      await office.close()
    }
  })
  test('does not start with a file that is wrong, and starts when it is right', async () => {
    write({ ...HOUSE, email: 'x' })
    const start = () => startCentral({ dataDir: dir, host: '127.0.0.1', port: 0 })
    await expect(start()).rejects.toThrow('house.json: email')
    write(HOUSE)
    const central = await start()
    await central.close()
  })
  test.each([
    ['without a file', undefined, 'house.json is missing'],
    ['with a file that does not name the house', { ...HOUSE, name: undefined }, 'house.json: name: is missing'],
  ])('in production does not start %s', async (_, content, message) => {
    if (content !== undefined) write(content)
    await expect(startCentral({ dataDir: dir, host: '127.0.0.1', port: 0 })).rejects.toThrow(message)
  })
  test('in production has papers that bear its name and nothing of the demonstration', async () => {
    const office = await openOffice({ demonstration: false })
    try {
      expect(await published(office)).toMatchObject([{ house: { name: HOUSE.name, demonstration: false } }])
      const response = await office.desk.fetchSigned('POST', '/v1/registry-pages', {
        json: { from: '2026-11-23', to: '2026-11-23' },
        session: office.session.supervisor,
      })
      const words = await wordsOf(new Uint8Array(await response.arrayBuffer()))
      expect(words).toContain(HOUSE.name.ro)
      expect(words).toContain(HOUSE.address)
      expect(words).not.toMatch(/\[|Casa de Asigurări de Sănătate Iași|Strada Exemplului|DEMONSTRA/)
    } finally {
      await office.close()
    }
  })
})

test('the example in the documentation is valid once its placeholders are filled in', () => {
  const example = /```json\n(\{[^`]*"fiscalCode"[^`]*\})\n```/.exec(readFileSync('docs/operations.md', 'utf8'))?.[1]
  expect(example).toBeDefined()
  write(example ?? '')
  expect(() => readHouseFile(dir)).toThrow(
    /^house\.json: fiscalCode: is no fiscal code: its control digit does not hold$/,
  )
})
