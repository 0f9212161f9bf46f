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
const scanner = (url = server.url) => esclScanner({ name: 'Ghișeu', url, pin: noPin, timeouts: QUICK })
const facts = (pages: number) => ({ scanner: 'Ghișeu', pages })

describe('an eSCL scanner', () => {
  it('describes its capabilities', async () => {
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
  it('scans one page of the flatbed with the given settings, and the job is deleted', async () => {
    const { pages, problem } = await pagesAnd(scanner().scan(FLATBED))
    expect(problem).toBeNull()
    expect(pages.map(({ bytes }) => Buffer.from(bytes).equals(server.page))).toEqual([true])
    expect(server.settings[0]).toMatch(/<pwg:InputSource>Platen<[\s\S]*<scan:ColorMode>RGB24</)
    expect(server.settings[0]).toMatch(/<pwg:DocumentFormat>image\/jpeg<[\s\S]*<scan:XResolution>300</)
    expect(server.settings[0]).toContain('<pwg:Height>3508</pwg:Height>')
    expect(server.settings[0]).toContain('<pwg:Width>2480</pwg:Width>')
    expect(server.asked.at(-1)).toBe('DELETE /eSCL/ScanJobs/1')
  })
  it('scans the feeder page by page until it is empty, even when it warms up before each page', async () => {
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
  ] as const)('keeps the pages before %s, and reports it', async (_name, misfortune, code, kept) => {
    server.misfortune = misfortune
    const { pages, problem } = await pagesAnd(scanner().scan(FEEDER))
    expect(problem).toEqual({ code, details: facts(kept) })
    expect(pages).toHaveLength(kept)
    expect(server.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
  })
})

describe('a scan with eSCL', () => {
  it('is refused when the feeder is empty, and no job is left', async () => {
    server.sheets = 0
    expect(await pagesAnd(scanner().scan(FEEDER))).toEqual({
      pages: [],
      problem: { code: 'scanner.no-documents', details: facts(0) },
    })
    expect(server.asked.at(-1)).toBe('DELETE /eSCL/ScanJobs/1')
  })
  it('is refused when the scanner is busy, unreachable or lacks the settings', async () => {
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
  it('can be stopped: its pages are kept, and the job is deleted', async () => {
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
  it('deletes the job when the caller stops reading events', async () => {
    server.misfortune = { hangAfter: 1 }
    for await (const event of scanner().scan(FEEDER)) if (event.is === 'page') break
    expect(server.asked.at(-1)).toMatch(/^DELETE/)
  })
  it('calls only the address of the scanner, whatever address a job has', async () => {
    const other = await startEsclServer()
    server.misfortune = { location: `${other.url}/ScanJobs/1` }
    await pagesAnd(scanner().scan(FLATBED))
    expect(other.asked).toEqual([])
    await other.close()
  })
})

const scanWith = async (misfortune: EsclServer['misfortune']) => {
  server.misfortune = misfortune
  const { pages, problem } = await pagesAnd(scanner().scan(FEEDER))
  return [pages.length, problem]
}

describe('peculiarities of real scanners', () => {
  it.each([
    ['report an empty feeder for a moment before the next sheet (Brother)', { forgets: 2 }],
    ['report an empty feeder while waking up', { sleepy: 2 }],
    ['are busy with the previous job and ask for a retry', { busyJobs: 2 }],
    ['require the host name localhost (HP)', { wantsLocalhost: true }],
    ['close the connection within a body that is not needed (Kyocera)', { hangsUpAfterHead: true }],
    ['send pages in chunks', { chunked: true }],
    ['label a JPEG image/jpg', { pageType: 'image/jpg' }],
    ['label a JPEG application/octet-stream', { pageType: 'application/octet-stream' }],
    ['do not label a JPEG', { pageType: '' }],
    ['state the path of a job only', { location: '/eSCL/ScanJobs/1' }],
    ['end the address of a job with a slash', { location: 'http://10.1.1.1/eSCL/ScanJobs/1/' }],
  ] as const)('%s: every page still arrives', async (_name, misfortune) => {
    expect(await scanWith(misfortune)).toEqual([3, null])
  })
  it.each([
    ['in full', (path: string) => `http://10.0.0.7:80${path}`],
    ['without the root', (path: string) => path.replace('/eSCL', '')],
    ['with a slash', (path: string) => `${path}/`],
  ])('state the address of a job in the status %s', async (_name, jobUri) => {
    expect(await scanWith({ abortAfter: 1, jobUri })).toEqual([1, { code: 'scanner.failed', details: facts(1) }])
  })
  it('report a completed job, and are not asked for more of its pages', async () => {
    await scanWith({ saysCompleted: true })
    expect(server.asked.filter((line) => line.endsWith('NextDocument'))).toHaveLength(4)
  })
  it('send something that is not a page', async () => {
    server.page = Buffer.from('<html>')
    expect(await scanWith({})).toEqual([0, { code: 'scanner.not-understood', details: facts(0) }])
  })
  it.each([
    [{ refuses: { status: 401 } }, 'scanner.access-denied'],
    [{ refuses: { status: 503 } }, 'scanner.busy'],
    [{ refuses: { status: 307, headers: { location: 'http://127.0.0.1:9/' } } }, 'scanner.not-understood'],
    [{ refuses: { status: 500 } }, 'scanner.not-understood'],
  ] as const)('refuse everything: %o is %s', async (misfortune, code) => {
    expect(await scanWith(misfortune)).toMatchObject([0, { code }])
  })
  it('create a job while the scan is being stopped: the job is deleted', async () => {
    server.misfortune = { slowJobMs: 300 }
    const stop = new AbortController()
    const watching = setInterval(() => server.settings.length > 0 && stop.abort(), 5)
    const { problem } = await pagesAnd(scanner().scan(FLATBED, { signal: stop.signal }))
    expect(problem).toEqual({ code: 'scanner.cancelled', details: facts(0) })
    clearInterval(watching)
    expect(server.settings).toHaveLength(1)
    expect(server.asked.at(-1)).toBe('DELETE /eSCL/ScanJobs/1')
  })
  it('state their capabilities in different ways', () => {
    const read = (text: string) => readCapabilities(Buffer.from(text, 'latin1'))?.sources.map(({ source }) => source)
    const inner = /<scan:SettingProfiles>[\s\S]*?<\/scan:SettingProfiles>/.exec(CAPABILITIES)?.[0] ?? ''
    // Duplex as an option; shared profiles; no prefixes; other prefixes; a byte order mark; Latin 1.
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
})

describe('an eSCL job', () => {
  it('requests black and white as PDF, since JPEG has no one-bit pixels', async () => {
    await pagesAnd(scanner().scan({ ...FLATBED, colour: 'black-white' }))
    expect(server.settings[0]).toMatch(/<scan:ColorMode>BlackAndWhite1<[\s\S]*<pwg:DocumentFormat>application\/pdf</)
  })
  it('goes to the encrypted address of the same scanner, and to no other', async () => {
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
  it('ends with one end event and is deleted, whatever goes wrong', async () => {
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
      fc.asyncProperty(misfortunes, fc.nat(4), async (misfortune, sheets) => {
        const one = await startEsclServer()
        one.misfortune = Object.fromEntries(Object.entries(misfortune).filter(([, value]) => value !== undefined))
        one.sheets = sheets
        const events = await eventsOf(scanner(one.url).scan(FEEDER))
        await one.close()
        const pages = events.filter(({ is }) => is === 'page')
        expect(events.filter(({ is }) => is === 'end')).toHaveLength(1)
        const end = events.at(-1)
        expect(end?.is).toBe('end')
        if (end?.is !== 'end') return
        const stops = [misfortune.jamAfter, misfortune.dieAfter, misfortune.abortAfter].filter(
          (after) => after !== undefined,
        )
        // All sheets arrive, or exactly those before the failure.
        expect(pages).toHaveLength(Math.min(sheets, ...stops))
        if (end.problem === null) expect(pages).toHaveLength(sheets)
        expect(one.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
      }),
      { numRuns: 40, seed: 11 },
    )
  }, 60_000)
})

describe('a scanner over HTTPS', () => {
  it('is identified by its certificate, and another scanner in its place receives nothing', async () => {
    const secure = await startEsclServer(selfSigned())
    let known: string | null = null
    const pin = { known: () => known, first: (fingerprint: string) => (known = fingerprint) }
    const at = (url: string) => esclScanner({ name: 'Ghișeu', url, pin, timeouts: QUICK })
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

describe('the answer of a hostile scanner', () => {
  const refused = { ok: false, problem: { code: 'scanner.not-understood', details: facts(0) } }
  it.each([
    ['HTML', 'text/html', '<html><body>404'],
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
    ['an external entity', 'text/xml', CAPABILITIES.replace('?>', '?><!DOCTYPE x SYSTEM "file:///etc/passwd">')],
    ['too many bytes', 'text/xml', Buffer.alloc(300 * 1024, 0x20)],
    ['unlimited nesting', 'text/xml', `<scan:ScannerCapabilities xmlns:scan="x">${'<a>'.repeat(50_000)}`],
    ['empty capabilities', 'text/xml', '<ScannerCapabilities/>'],
  ])('is refused: %s', async (_name, contentType, body) => {
    server.misfortune = { capabilities: { contentType, body } }
    expect(await scanner().describe()).toEqual(refused)
  })
  it('never makes reading capabilities or a status throw', () => {
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
