import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { issue } from '../testing/pki/certificates.ts'
import { makeList, signList } from '../testing/pki/trusted-lists.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { loadListOfLists, loadNationalList, loadTrustedList } from './list-of-lists.ts'
import { refreshTrust } from './refresh.ts'
import { directoryStorage, memoryStorage, nameFor } from './storage.ts'
import { loadTrust } from './trust-state.ts'
import type { Holder } from '../testing/pki/certificates.ts'
import type { Fetcher } from '../network/fetch.ts'
import type { ListSpec, PointerSpec } from '../testing/pki/trusted-lists.ts'
import type { RefreshOptions, RefreshProgress } from './refresh.ts'

const now = new Date('2026-11-23T10:00:00Z')
const operator = (commonName: string) =>
  issue({
    subject: [
      ['countryName', 'EU'],
      ['commonName', commonName],
    ],
  })
const journalSigner = operator('Journal')
const secondSigner = operator('Second')
const thirdSigner = operator('Third')
const romanianOperator = operator('RO')
const bulgarianOperator = operator('BG')
const stranger = operator('Stranger')
const romania = romanianPki()
const location = 'https://lists.example.test/lotl.xml'
const journal = 'https://eur-lex.europa.eu/eli/C/2026/1944/oj'
const pivotA = 'https://lists.example.test/pivot-10.xml'
const pivotB = 'https://lists.example.test/pivot-20.xml'
const ro = 'https://lists.example.test/ro.xml'
const bg = 'https://lists.example.test/bg.xml'

const self = (...signers: Holder[]): PointerSpec => ({
  location,
  territory: 'EU',
  lists: true,
  signers: signers.map(({ certificate }) => certificate),
})
const country = (territory: string, at: string, signer: Holder): PointerSpec => ({
  location: at,
  territory,
  signers: [signer.certificate],
})
const lotlSpec = (more: Partial<ListSpec> = {}): ListSpec => ({
  territory: 'EU',
  lists: true,
  sequenceNumber: 30,
  informationUris: [pivotB, pivotA, journal, 'https://example.test/notice#en'],
  pointers: [
    self(thirdSigner),
    country('RO', ro, romanianOperator),
    country('BG', bg, bulgarianOperator),
    { ...country('RO', 'https://lists.example.test/ro.pdf', romanianOperator), mimeType: 'application/pdf' },
  ],
  ...more,
})
const lotl = signList(makeList(lotlSpec()), thirdSigner)
const pivots = new Map([
  [
    pivotA,
    signList(
      makeList(lotlSpec({ sequenceNumber: 10, informationUris: [journal], pointers: [self(secondSigner)] })),
      journalSigner,
    ),
  ],
  [
    pivotB,
    signList(
      makeList(lotlSpec({ sequenceNumber: 20, informationUris: [pivotA, journal], pointers: [self(thirdSigner)] })),
      secondSigner,
    ),
  ],
])
const root = [{ uri: journal, published: '2026-04-15', fingerprints: [journalSigner.certificate.fingerprint] }]
const load = (bytes: Uint8Array, more: Partial<Parameters<typeof loadListOfLists>[0]> = {}) =>
  loadListOfLists({ bytes, root, pivot: (at) => pivots.get(at), now, ...more })

const roSpec = (more: Partial<ListSpec> = {}): ListSpec => ({
  territory: 'RO',
  sequenceNumber: 5,
  services: [
    {
      certificates: [romania.authority.certificate],
      periods: [{ from: '2017-02-01T00:00:00Z', additional: ['ForeSignatures'] }],
    },
  ],
  ...more,
})
const roList = (more: Partial<ListSpec> = {}) => signList(makeList(roSpec(more)), romanianOperator)
const bgList = signList(
  makeList({
    territory: 'BG',
    nextUpdate: '2026-10-01T00:00:00Z',
    services: [
      {
        certificates: [issue({ subject: [['commonName', 'BG CA']] }).certificate],
        periods: [{ from: '2017-02-01T00:00:00Z' }],
      },
    ],
  }),
  bulgarianOperator,
)

describe('the list of lists', () => {
  it('is reached from the Official Journal over its pivots', () => {
    const result = load(lotl)
    expect(result).toMatchObject({
      ok: true,
      value: { pivots: [10, 20], list: { sequenceNumber: 30, version: 6 }, stale: false },
    })
    expect(result.ok && result.value.pointers.map(({ territory }) => territory)).toEqual(['RO', 'BG'])
  })
  it.each<[string, () => ReturnType<typeof load>, string]>([
    [
      'a pivot is missing',
      () => load(lotl, { pivot: (at) => (at === pivotA ? undefined : pivots.get(at)) }),
      'pivot-missing',
    ],
    [
      'a pivot is signed by a stranger',
      () =>
        load(lotl, {
          pivot: (at) =>
            at === pivotA
              ? signList(makeList(lotlSpec({ informationUris: [journal], pointers: [self(secondSigner)] })), stranger)
              : pivots.get(at),
        }),
      'signer-not-pinned',
    ],
    [
      'a pivot is no list of lists',
      () =>
        load(lotl, {
          pivot: (at) => (at === pivotA ? signList(makeList({ territory: 'RO' }), journalSigner) : pivots.get(at)),
        }),
      'wrong-list',
    ],
    [
      'the current list is signed by a signer of before',
      () => load(signList(makeList(lotlSpec()), secondSigner)),
      'signer-not-pinned',
    ],
    [
      'an unknown publication',
      () =>
        load(
          signList(
            makeList(lotlSpec({ informationUris: ['https://eur-lex.europa.eu/eli/C/2030/1/oj'] })),
            journalSigner,
          ),
        ),
      'unknown-official-journal',
    ],
    [
      'no publication at all',
      () => load(signList(makeList(lotlSpec({ informationUris: [] })), journalSigner)),
      'unknown-official-journal',
    ],
    [
      'a country list instead',
      () => load(signList(makeList(roSpec({ informationUris: [journal] })), journalSigner)),
      'wrong-list',
    ],
    ['not XML', () => load(Buffer.from('nothing')), 'unreadable'],
    [
      'another version of the format',
      () => load(signList(makeList(lotlSpec({ version: 4 })), thirdSigner)),
      'unreadable',
    ],
  ])('is refused when %s', (_, attempt, code) => {
    expect(attempt()).toMatchObject({ ok: false, problem: { code } })
  })
  it('may have a root of its own', () => {
    const own = signList(makeList(lotlSpec({ informationUris: [] })), stranger)
    expect(load(own, { root: { certificates: [stranger.certificate] } }).ok).toBe(true)
  })
})

describe('a country list', () => {
  const pointer = {
    location: ro,
    territory: 'RO',
    type: undefined,
    mimeType: undefined,
    signers: [romanianOperator.certificate],
  }
  it('verifies by its pointer, in both versions of the format', () => {
    expect(loadNationalList(roList(), pointer, now)).toMatchObject({
      ok: true,
      value: { stale: false, list: { territory: 'RO', providers: [{ names: ['Furnizor de Încredere Exemplu SA'] }] } },
    })
    expect(loadNationalList(roList({ version: 5 }), pointer, now).ok).toBe(true)
  })
  it('is not another country, nor a list of lists, nor from another signer', () => {
    expect(
      loadNationalList(signList(makeList(roSpec({ territory: 'BG' })), romanianOperator), pointer, now),
    ).toMatchObject({ problem: { code: 'wrong-list' } })
    expect(loadNationalList(signList(makeList(roSpec({ lists: true })), romanianOperator), pointer, now)).toMatchObject(
      { problem: { code: 'wrong-list' } },
    )
    expect(loadNationalList(signList(makeList(roSpec()), stranger), pointer, now)).toMatchObject({
      problem: { code: 'signer-not-pinned' },
    })
  })
  it('past its next update it is stale and still serves; a closed list is stale', () => {
    expect(loadNationalList(roList({ nextUpdate: '2026-11-23T09:59:59Z' }), pointer, now)).toMatchObject({
      ok: true,
      value: { stale: true },
    })
    expect(loadNationalList(roList({ nextUpdate: null }), pointer, now)).toMatchObject({
      ok: true,
      value: { stale: true },
    })
  })
  it('serves with one unreadable certificate', () => {
    const xml = makeList(roSpec()).replace(
      '<DigitalId>',
      '<DigitalId><X509Certificate>AAAA</X509Certificate></DigitalId><DigitalId>',
    )
    const result = loadTrustedList(
      signList(xml, romanianOperator),
      { certificates: [romanianOperator.certificate] },
      now,
    )
    expect(result.ok && result.value.list.unreadable.length).toBe(1)
  })
})

describe('the store of lists', () => {
  const published = new Map<string, Uint8Array>([[location, lotl], ...pivots, [ro, roList()], [bg, bgList]])
  const serving =
    (pages: ReadonlyMap<string, Uint8Array>, asked: string[] = []): Fetcher =>
    ({ url }) => {
      asked.push(url)
      const bytes = pages.get(url)
      return Promise.resolve(
        bytes === undefined
          ? { ok: false, problem: { code: 'unreachable', detail: 'down' } }
          : { ok: true, value: { url, finalUrl: url, at: now, bytes, contentType: undefined } },
      )
    }
  const options = (more: Partial<RefreshOptions> = {}): RefreshOptions => ({
    storage: memoryStorage(),
    fetcher: serving(published),
    root,
    location,
    now,
    ...more,
  })

  it('says what is missing before anything was fetched', async () => {
    const trust = await loadTrust(options())
    expect(trust).toMatchObject({ listOfLists: { state: 'missing' }, countries: [] })
    expect(trust.directory.lists).toEqual([])
  })
  it('refreshes with progress, and works offline from what it has', async () => {
    const seen: RefreshProgress[] = []
    const start = options({ onProgress: (progress) => seen.push(progress) })
    const { trust, problems } = await refreshTrust(start)
    expect(problems).toEqual([])
    expect(trust.listOfLists).toMatchObject({ state: 'current', sequenceNumber: 30 })
    expect(trust.countries.map(({ territory, state }) => [territory, state])).toEqual([
      ['RO', 'current'],
      ['BG', 'stale'],
    ])
    expect(seen.at(-1)).toMatchObject({ phase: 'countries', done: 2, total: 2 })
    const offline = await loadTrust(start)
    expect(offline.directory.identifiedBy(romania.authority.certificate)).toHaveLength(1)
    expect(offline.countries[0]).toMatchObject({
      sequenceNumber: 5,
      fetchedAt: now,
      nextUpdate: new Date('2027-01-01T00:00:00Z'),
    })
  })
  it('reports which country is missing, and keeps the others', async () => {
    const pages = new Map(published)
    pages.delete(ro)
    const { trust, problems } = await refreshTrust(options({ fetcher: serving(pages) }))
    expect(problems).toEqual([{ territory: 'RO', location: ro, problem: { code: 'unreachable', detail: 'down' } }])
    expect(trust.countries.map(({ state }) => state)).toEqual(['missing', 'stale'])
  })
  it('keeps what it has when what comes is broken, unsigned or older', async () => {
    const start = options()
    await refreshTrust(start)
    for (const [bad, code] of [
      [Buffer.from(roList().toString().replace('>Serviciu<', '>Servicii<')), 'digest-differs'],
      [Buffer.from(makeList(roSpec({ sequenceNumber: 6 }))), 'unsigned'],
      [roList({ sequenceNumber: 4 }), 'rollback'],
    ] as const) {
      const { trust, problems } = await refreshTrust({ ...start, fetcher: serving(new Map([...published, [ro, bad]])) })
      expect(problems).toMatchObject([{ territory: 'RO', problem: { code } }])
      expect(trust.countries[0]).toMatchObject({ state: 'current', sequenceNumber: 5 })
    }
    const { trust } = await refreshTrust({
      ...start,
      fetcher: serving(new Map([...published, [ro, roList({ sequenceNumber: 6 })]])),
    })
    expect(trust.countries[0]).toMatchObject({ sequenceNumber: 6 })
  })
  it('does not go back to an older list of lists, and goes on with the one it has', async () => {
    const start = options()
    await refreshTrust(start)
    const older = signList(makeList(lotlSpec({ sequenceNumber: 29, pointers: [self(thirdSigner)] })), thirdSigner)
    const { trust, problems } = await refreshTrust({
      ...start,
      fetcher: serving(new Map([...published, [location, older]])),
    })
    expect(problems).toMatchObject([{ territory: 'EU', problem: { code: 'rollback' } }])
    expect(trust.countries).toHaveLength(2)
  })
  it('a new publication in the Official Journal is reported, and the old lists stay in use', async () => {
    const start = options()
    await refreshTrust(start)
    const next = signList(
      makeList(lotlSpec({ sequenceNumber: 31, informationUris: ['https://eur-lex.europa.eu/eli/C/2030/1/oj'] })),
      stranger,
    )
    const { trust, problems } = await refreshTrust({
      ...start,
      fetcher: serving(new Map([...published, [location, next]])),
    })
    expect(problems).toMatchObject([{ territory: 'EU', problem: { code: 'unknown-official-journal' } }])
    expect(trust.listOfLists.sequenceNumber).toBe(30)
  })
  it('trusts nothing because it lies in the store', async () => {
    const storage = memoryStorage()
    const start = options({ storage })
    await refreshTrust(start)
    await storage.write(nameFor('RO', ro), Buffer.from(roList().toString().replace('ForeSignatures', 'ForeSeals')))
    expect((await loadTrust(start)).countries[0]).toMatchObject({
      state: 'refused',
      problem: { code: 'digest-differs' },
    })
    await storage.write('index.json', Buffer.from('{"version":1,"entries":[{"name":"../../x"}]}'))
    expect((await loadTrust(start)).listOfLists.state).toBe('missing')
  })
  it('fetches pivots once, and only the wanted countries', async () => {
    const asked: string[] = []
    const start = options({ fetcher: serving(published, asked), territories: ['RO'] })
    await refreshTrust(start)
    expect(asked).toEqual([location, pivotB, pivotA, ro])
    await refreshTrust(start)
    expect(asked.slice(4)).toEqual([location, ro])
  })
  it('can be cancelled', async () => {
    const abort = new AbortController()
    const { cancelled, trust } = await refreshTrust(
      options({
        signal: abort.signal,
        onProgress: ({ phase, done }) => {
          if (phase === 'list-of-lists' && done === 1) abort.abort()
        },
      }),
    )
    expect(cancelled).toBe(true)
    expect(trust.countries.map(({ state }) => state)).toEqual(['missing', 'missing'])
  })
})

describe('lists in a folder', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  })
  it('writes whole files, reads them back, and refuses names that lead elsewhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lists-'))
    folders.push(folder)
    const storage = directoryStorage(join(folder, 'inner'))
    expect(await storage.read('index.json')).toBeUndefined()
    await storage.write('index.json', Buffer.from('1'))
    await storage.write('index.json', Buffer.from('2'))
    expect(Buffer.from((await storage.read('index.json')) ?? []).toString()).toBe('2')
    expect(await readdir(join(folder, 'inner'))).toEqual(['index.json'])
    await writeFile(join(folder, 'secret'), 'x')
    await expect(storage.read('../secret')).rejects.toThrow(RangeError)
  })
})
