import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CAPABILITIES, startEsclServer, type EsclServer } from '../../../../test/support/escl-server.ts'
import { eventsOf, pagesAnd } from '../../../../test/support/scan-events.ts'
import { selfSigned } from '../../../../test/support/self-signed.ts'
import type { ScanSettings } from '../../../domain/devices/scanning.ts'
import { esclScanner } from './escl-scanner.ts'
import { readCapabilities, readStatus } from './escl-messages.ts'
import { settledRoot } from './settled-root.ts'

const FEEDER: ScanSettings = { source: 'feeder', resolution: 300, colour: 'grey', paper: 'a4' }
const FLATBED: ScanSettings = { ...FEEDER, source: 'flatbed', colour: 'colour' }
const QUICK = { answerMs: 10_000, pageMs: 3_000, silenceMs: 1_000, pollMs: 20, busyMs: 400 }
const noPin = { known: () => null, first: () => undefined }

let server: EsclServer
beforeEach(async () => {
  server = await startEsclServer()
})
afterEach(async () => {
  await server.close()
})
const scanner = (url = server.url) => esclScanner({ name: 'Ghișeu', url, pin: noPin, patience: QUICK })
const facts = (pages: number) => ({ scanner: 'Ghișeu', pages })

describe('an eSCL scanner', () => {
  it('says what it can do', async () => {
    const described = await scanner().describe()
    expect(described).toMatchObject({ ok: true, value: { model: 'Ghișeu Scan 3000' } })
    expect(described.ok && described.value.sources).toEqual([
      {
        source: 'flatbed',
        resolutions: [75, 150, 200, 300, 600],
        colours: ['colour', 'grey', 'black-white'],
        widest: 215.9,
        longest: 297,
      },
      {
        source: 'feeder',
        resolutions: [75, 150, 200, 300, 600],
        colours: ['colour', 'grey', 'black-white'],
        widest: 215.9,
        longest: 355.6,
      },
    ])
  })
  it('scans one page of the flatbed with the settings asked for, and takes the job away', async () => {
    const { pages, problem } = await pagesAnd(scanner().scan(FLATBED))
    expect(problem).toBeNull()
    expect(pages.map(({ bytes }) => Buffer.from(bytes).equals(server.page))).toEqual([true])
    expect(server.settings[0]).toMatch(
      /<pwg:InputSource>Platen<[\s\S]*<scan:ColorMode>RGB24<[\s\S]*<pwg:DocumentFormat>image\/jpeg<[\s\S]*<scan:XResolution>300</,
    )
    expect(server.settings[0]).toContain('<pwg:Height>3508</pwg:Height>')
    expect(server.settings[0]).toContain('<pwg:Width>2480</pwg:Width>')
    expect(server.asked.at(-1)).toBe('DELETE /eSCL/ScanJobs/1')
  })
  it('scans the feeder until it is empty, page by page, also when the scanner warms up before each', async () => {
    server.misfortune = { warmUps: 2 }
    const events = await eventsOf(scanner().scan(FEEDER))
    expect(events.filter(({ is }) => is === 'page').map((event) => event.is === 'page' && event.page)).toEqual([
      1, 2, 3,
    ])
    expect(events.at(-1)).toEqual({ is: 'end', problem: null })
  })
  it.each([
    ['a jam', { jamAfter: 2 }, 'scanner.jam', 2],
    ['a jam at the first sheet', { jamAfter: 0 }, 'scanner.jam', 0],
    ['an opened cover', { coverOpenAfter: 1 }, 'scanner.cover-open', 1],
    ['a job that the device gives up', { abortAfter: 1 }, 'scanner.failed', 1],
    ['a connection that dies within a page', { dieAfter: 2 }, 'scanner.gone', 2],
    ['a page that never comes', { hangAfter: 1 }, 'scanner.timed-out', 1],
    ['a page that never ends', { endlessAfter: 1 }, 'scanner.not-understood', 1],
    ['a body in pieces that is cut off', { dieAfter: 1, chunked: true }, 'scanner.gone', 1],
    ['a scanner that warms up for ever', { warmUps: 100_000 }, 'scanner.timed-out', 0],
  ] as const)('keeps the pages taken before %s, and names it', async (_name, misfortune, code, kept) => {
    server.misfortune = misfortune
    const { pages, problem } = await pagesAnd(scanner().scan(FEEDER))
    expect(problem).toEqual({ code, details: facts(kept) })
    expect(pages).toHaveLength(kept)
    expect(server.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
  })
  it('says that the feeder is empty before it begins', async () => {
    server.sheets = 0
    expect(await pagesAnd(scanner().scan(FEEDER))).toEqual({
      pages: [],
      problem: { code: 'scanner.no-documents', details: facts(0) },
    })
    expect(server.settings).toEqual([])
  })
  it('says that it is busy, away, or cannot scan so', async () => {
    server.misfortune = { busy: true }
    expect((await pagesAnd(scanner().scan(FEEDER))).problem?.code).toBe('scanner.busy')
    expect((await pagesAnd(scanner().scan({ ...FEEDER, resolution: 1200 }))).problem?.code).toBe('scanner.settings')
    expect((await pagesAnd(scanner().scan({ ...FEEDER, source: 'feeder-duplex' }))).problem?.code).toBe(
      'scanner.settings',
    )
    await server.close()
    expect((await pagesAnd(scanner().scan(FEEDER))).problem).toEqual({
      code: 'scanner.unreachable',
      details: { scanner: 'Ghișeu' },
    })
    server = await startEsclServer()
  })
  it('stops when asked to, keeps what it has, and stops the scanner', async () => {
    const stop = new AbortController()
    const events = []
    for await (const event of scanner().scan(FEEDER, { signal: stop.signal })) {
      events.push(event)
      if (event.is === 'page' && event.page === 2) stop.abort()
    }
    expect(events.filter(({ is }) => is === 'page')).toHaveLength(2)
    expect(events.at(-1)).toEqual({ is: 'end', problem: { code: 'scanner.cancelled', details: facts(2) } })
    expect(server.asked.at(-1)).toMatch(/^DELETE/)
  })
  it('stops the scanner also when whoever listens goes away', async () => {
    server.misfortune = { hangAfter: 1 }
    for await (const event of scanner().scan(FEEDER)) if (event.is === 'page') break
    expect(server.asked.at(-1)).toMatch(/^DELETE/)
  })
  it('asks only its own address, whatever the scanner says of its jobs', async () => {
    const other = await startEsclServer()
    server.misfortune = { location: `${other.url}/ScanJobs/1` }
    await pagesAnd(scanner().scan(FLATBED))
    expect(other.asked).toEqual([])
    await other.close()
  })
})

describe('what real scanners do', () => {
  const whole = async (misfortune: EsclServer['misfortune']) => {
    server.misfortune = misfortune
    const { pages, problem } = await pagesAnd(scanner().scan(FEEDER))
    return [pages.length, problem]
  }
  it.each([
    ['forget the next sheet for a moment and call the feeder empty (Brother)', { forgets: 2 }],
    ['wake up with an empty feeder', { sleepy: 2 }],
    ['are busy with the job before and ask for another try', { busyJobs: 2 }],
    ['want to be called localhost (HP)', { wantsLocalhost: true }],
    ['hang up in the middle of what nobody needs (Kyocera)', { hangsUpAfterHead: true }],
    ['give pages in pieces', { chunked: true }],
    ['call a JPEG image/jpg', { pageType: 'image/jpg' }],
    ['call a JPEG bytes', { pageType: 'application/octet-stream' }],
    ['call a JPEG nothing', { pageType: '' }],
    ['name a job from the root', { location: '/eSCL/ScanJobs/1' }],
    ['name a job with a slash at its end', { location: 'http://10.1.1.1/eSCL/ScanJobs/1/' }],
  ] as const)('%s, and give every page all the same', async (_name, misfortune) => {
    expect(await whole(misfortune)).toEqual([3, null])
  })
  it.each([
    ['whole', (path: string) => `http://10.0.0.7:80${path}`],
    ['without the root', (path: string) => path.replace('/eSCL', '')],
    ['with a slash', (path: string) => `${path}/`],
  ])('name a job in the status %s', async (_name, jobUri) => {
    expect(await whole({ abortAfter: 1, jobUri })).toEqual([1, { code: 'scanner.failed', details: facts(1) }])
  })
  it('say that a job is done, and are not asked again for it', async () => {
    await whole({ saysCompleted: true })
    expect(server.asked.filter((line) => line.endsWith('NextDocument'))).toHaveLength(4)
  })
  it('give a page that is none', async () => {
    server.page = Buffer.from('<html>')
    expect(await whole({})).toEqual([0, { code: 'scanner.not-understood', details: facts(0) }])
  })
  it.each([
    [{ refuses: { status: 401 } }, 'scanner.access-denied'],
    [{ refuses: { status: 503 } }, 'scanner.busy'],
    [{ refuses: { status: 307, headers: { location: 'http://127.0.0.1:9/' } } }, 'scanner.not-understood'],
    [{ refuses: { status: 500 } }, 'scanner.not-understood'],
  ] as const)('refuse everything: %o is %s', async (misfortune, code) => {
    expect(await whole(misfortune)).toMatchObject([0, { code }])
  })
  it('are let go of a job that was begun in the moment in which somebody stopped the scan', async () => {
    server.misfortune = { slowJobMs: 300 }
    const stop = new AbortController()
    const watching = setInterval(() => server.settings.length > 0 && stop.abort(), 5)
    const { problem } = await pagesAnd(scanner().scan(FLATBED, { signal: stop.signal }))
    expect(problem).toEqual({ code: 'scanner.cancelled', details: facts(0) })
    clearInterval(watching)
    expect(server.settings).toHaveLength(1)
    expect(server.asked.at(-1)).toBe('DELETE /eSCL/ScanJobs/1')
  })
  it('say what they can do in other ways', () => {
    const read = (text: string) => readCapabilities(Buffer.from(text, 'latin1'))?.sources.map(({ source }) => source)
    const inner = /<scan:SettingProfiles>[\s\S]*?<\/scan:SettingProfiles>/.exec(CAPABILITIES)?.[0] ?? ''
    // Both sides as an option; profiles once for all; no prefixes; other prefixes; a byte order mark; Latin 1.
    expect(
      read(
        CAPABILITIES.replace(
          '<scan:FeederCapacity>',
          '<scan:AdfOptions><scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions><scan:FeederCapacity>',
        ),
      ),
    ).toEqual(['flatbed', 'feeder', 'feeder-duplex'])
    expect(
      read(
        CAPABILITIES.replaceAll(
          /<scan:SettingProfiles>[\s\S]*?<\/scan:SettingProfiles>/g,
          '<scan:SettingProfiles><scan:SettingProfile ref="0"/></scan:SettingProfiles>',
        ).replace('<scan:Platen>', `${inner}<scan:Platen>`),
      ),
    ).toEqual(['flatbed', 'feeder'])
    expect(read(CAPABILITIES.replaceAll(/<(\/?)(?:scan|pwg):/g, '<$1'))).toEqual(['flatbed', 'feeder'])
    expect(read(CAPABILITIES.replaceAll('scan:', 'escl:').replace('xmlns:scan', 'xmlns:escl'))).toEqual([
      'flatbed',
      'feeder',
    ])
    expect(readCapabilities(Buffer.from(`\ufeff${CAPABILITIES}`))?.sources).toHaveLength(2)
    expect(read(CAPABILITIES.replace('Ghișeu Scan', 'B\u00fcro Scan'))).toEqual(['flatbed', 'feeder'])
  })
  it('get black and white as a PDF, since JPEG has none', async () => {
    await pagesAnd(scanner().scan({ ...FLATBED, colour: 'black-white' }))
    expect(server.settings[0]).toMatch(/<scan:ColorMode>BlackAndWhite1<[\s\S]*<pwg:DocumentFormat>application\/pdf</)
  })
  it('are followed to their encrypted address, and nobody else’s', async () => {
    const secure = await startEsclServer(selfSigned())
    const plain = (location: string) => (server.misfortune = { refuses: { status: 302, headers: { location } } })
    plain(`${secure.url}/ScannerCapabilities`)
    expect(await settledRoot(server.url)).toBe(secure.url)
    for (const elsewhere of [
      'https://evil.example/eSCL/ScannerCapabilities',
      'http://127.0.0.1:9/eSCL/ScannerCapabilities',
      `${secure.url}/login.html`,
      'nonsense://',
    ]) {
      plain(elsewhere)
      expect(await settledRoot(server.url)).toBe(server.url)
    }
    await secure.close()
    server.misfortune = {}
    expect(await settledRoot(server.url)).toBe(server.url)
  })
  it('ends every scan with its end, whatever happens together, and takes away every job that did not end by itself', async () => {
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 3 })
    const misfortunes = fc.record({
      jamAfter: maybe(fc.nat(4)),
      dieAfter: maybe(fc.nat(4)),
      abortAfter: maybe(fc.nat(4)),
      forgets: maybe(fc.nat(2)),
      warmUps: maybe(fc.nat(2)),
      sleepy: maybe(fc.nat(2)),
      busyJobs: maybe(fc.nat(2)),
      chunked: fc.boolean(),
      wantsLocalhost: fc.boolean(),
      hangsUpAfterHead: fc.boolean(),
      saysCompleted: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(misfortunes, fc.nat(4), async (told, sheets) => {
        const one = await startEsclServer()
        one.misfortune = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
        one.sheets = sheets
        const events = await eventsOf(scanner(one.url).scan(FEEDER))
        await one.close()
        const pages = events.filter(({ is }) => is === 'page')
        expect(events.filter(({ is }) => is === 'end')).toHaveLength(1)
        const end = events.at(-1)
        expect(end?.is).toBe('end')
        if (end?.is !== 'end') return
        const stops = [told.jamAfter, told.dieAfter, told.abortAfter].filter((after) => after !== undefined)
        // Nothing is lost and nothing invented: all sheets, or those before what stopped the scan.
        expect(pages).toHaveLength(Math.min(sheets, ...stops))
        if (end.problem === null) expect(pages).toHaveLength(sheets)
        const begun = one.asked.some((line) => line.endsWith('NextDocument'))
        expect(one.asked.some((line) => line.startsWith('DELETE'))).toBe(begun && end.problem !== null)
      }),
      { numRuns: 40, seed: 11 },
    )
  }, 60_000)
})

describe('a scanner over HTTPS', () => {
  it('is known again by its certificate, and another one in its place gets nothing', async () => {
    const secure = await startEsclServer(selfSigned())
    let known: string | null = null
    const pin = { known: () => known, first: (fingerprint: string) => (known = fingerprint) }
    const at = (url: string) => esclScanner({ name: 'Ghișeu', url, pin, patience: QUICK })
    expect((await at(secure.url).describe()).ok).toBe(true)
    expect(known).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect((await pagesAnd(at(secure.url).scan(FEEDER))).pages).toHaveLength(3)
    await secure.close()
    const impostor = await startEsclServer(selfSigned())
    expect(await at(impostor.url).describe()).toEqual({
      ok: false,
      problem: { code: 'scanner.certificate', details: { scanner: 'Ghișeu' } },
    })
    expect(impostor.asked).toEqual([])
    await impostor.close()
  })
})

describe('what a hostile scanner says of itself', () => {
  const refused = { ok: false, problem: { code: 'scanner.not-understood', details: facts(0) } }
  it.each([
    ['no XML', 'text/html', '<html><body>404'],
    ['nothing', 'text/xml', ''],
    ['another document', 'text/xml', '<a/>'],
    [
      'entities to expand',
      'text/xml',
      CAPABILITIES.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>').replace(
        'GS3',
        '&b;',
      ),
    ],
    ['an outer entity', 'text/xml', CAPABILITIES.replace('?>', '?><!DOCTYPE x SYSTEM "file:///etc/passwd">')],
    ['more than can be', 'text/xml', Buffer.alloc(300 * 1024, 0x20)],
    ['depth without end', 'text/xml', `<scan:ScannerCapabilities xmlns:scan="x">${'<a>'.repeat(50_000)}`],
    ['capabilities of nothing', 'text/xml', '<ScannerCapabilities/>'],
  ])('is refused: %s', async (_name, contentType, body) => {
    server.misfortune = { capabilities: { contentType, body } }
    expect(await scanner().describe()).toEqual(refused)
  })
  it('never makes the reading of capabilities or of a status throw', () => {
    const damaged = fc
      .tuple(fc.nat(CAPABILITIES.length), fc.nat(60), fc.string({ maxLength: 40 }))
      .map(([at, length, text]) => CAPABILITIES.slice(0, at) + text + CAPABILITIES.slice(at + length))
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ maxLength: 200 })), (text) => {
        const read = readCapabilities(Buffer.from(text))
        expect(
          read === null ||
            read.sources.every(({ resolutions, colours }) => resolutions.length > 0 && colours.length > 0),
        ).toBe(true)
        readStatus(Buffer.from(text), '/x')
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})
