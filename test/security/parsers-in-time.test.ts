/**
 * Time of every parser on the desk's main thread (ADR 0085): no 256 KiB of hostile input may hold up the desk, and with
 * it everybody at the counter, for more than a tenth of a second. A source that parses and is not listed here fails.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CENTRAL } from '../../src/protocol/central.ts'
import { isRaw } from '../../src/protocol/central/call.ts'
import { PROCEDURES } from '../../src/protocol/desk.ts'
import { parseInput, resultOf } from '../../src/protocol/problem.ts'
import { parsePageCode } from '../../src/paper/forms/page-code.ts'
import { parseValueCode } from '../../src/paper/forms/value-code.ts'
import { authorizationFor } from '../../src/devices/http/device-login.ts'
import { TooLarge } from '../../src/devices/http/response-body.ts'
import { NotHttp, responseReader } from '../../src/devices/http/response-reader.ts'
import { decodeResponse } from '../../src/devices/printer/ipp-message.ts'
import { printFormats } from '../../src/devices/printer/print-formats.ts'
import { decodeAnswer } from '../../src/devices/scanner/discovery/dns-message.ts'
import { readCapabilities, readStatus } from '../../src/devices/scanner/escl/escl-messages.ts'
import { readXml, textsOf } from '../../src/devices/scanner/escl/escl-xml.ts'
import { readDevices, readOptions } from '../../src/devices/scanner/sane/sane-options.ts'
import { problemOf } from '../../src/devices/scanner/sane/scanimage-problem.ts'
import { matchOf, wordsOf } from '../../src/desk/requests/search-words.ts'
import { parseDay } from '../../src/domain/calendar/bucharest.ts'
import { isDay } from '../../src/domain/calendar/day.ts'
import { isFiscalCode } from '../../src/domain/house/fiscal-code.ts'
import { parseCnp } from '../../src/domain/person/cnp.ts'
import { foldName } from '../../src/domain/person/name.ts'
import { parseMrz } from '../../src/domain/person/mrz/mrz.ts'
import { parseRegistryNumber } from '../../src/domain/request/registry-number.ts'
import { mediaTypeOf, usualEndOf } from '../../src/files/media-type.ts'
import { safeName } from '../../src/files/safe-name.ts'
import { hasAllScans } from '../../src/paper/scan/jpeg-scans.ts'
import { originalOf } from '../../src/paper/scan/original.ts'
import { tiffDirectories } from '../../src/paper/scan/tiff-directories.ts'
import { byteRunsAfter, hostileDns, hostileIpp, hostileJson, hostileXml, runsAfter } from '../support/hostile-input.ts'

const MOST_MS = 100

/** A parser, the sources that it consists of, and what it is given. */
interface Listed {
  readonly sources: readonly string[]
  readonly inputs: () => ReadonlyMap<string, string | Uint8Array>
  readonly parse: (text: string, bytes: Uint8Array) => unknown
}
const read = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
const attempted = (parse: () => unknown): unknown => {
  try {
    return parse()
  } catch (error) {
    // The declared ways of refusing bytes; anything else is a bug.
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}
const HOLDER = { surname: '', givenNames: '', cnp: '2', address: '', phone: null, email: null }

const PARSERS: Readonly<Record<string, Listed>> = {
  'XML of scanners': {
    sources: ['src/devices/scanner/escl/escl-xml.ts'],
    inputs: hostileXml,
    parse: (_text, bytes) => {
      const root = readXml(bytes)
      if (root !== null) textsOf(root, 'a')
      readCapabilities(bytes)
      readStatus(bytes, '/1')
    },
  },
  'answers of printers': {
    sources: ['src/devices/printer/ipp-message.ts', 'src/devices/printer/find-printers.ts'],
    inputs: hostileIpp,
    parse: (_text, bytes) => attempted(() => decodeResponse(bytes)),
  },
  'HTTP of devices, at once and in pieces': {
    sources: ['src/devices/http/response-reader.ts', 'src/devices/http/response-body.ts'],
    inputs: () =>
      new Map([
        ...runsAfter(
          'HTTP/1.1 200 OK\r\n',
          'HTTP/1.1 200 OK\r\nA: ',
          'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
          'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n',
        ),
        ['headers', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(40_000)}\r\n`],
        ['continued lines', `HTTP/1.1 200 OK\r\nA: b${'\r\n c'.repeat(60_000)}\r\n\r\n`],
        ['line breaks', '\r\n'.repeat(130_000)],
        ['small chunks', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(40_000)}`],
      ]),
    parse: (_text, bytes) => {
      for (const piece of [bytes.length, 1024]) {
        const reader = responseReader({ mostBytes: 1_000_000 })
        try {
          for (let at = 0; at < bytes.length; at += piece)
            if (reader.push(Buffer.from(bytes.subarray(at, at + piece)))) break
        } catch (error) {
          if (!(error instanceof NotHttp || error instanceof TooLarge)) throw error
        }
      }
    },
  },
  'challenges of devices that want a login': {
    sources: ['src/devices/http/device-login.ts'],
    inputs: () => runsAfter('', 'Digest ', 'Digest realm="', 'Digest realm="\\', 'Basic ,', 'Digest qop='),
    parse: (text) =>
      authorizationFor(
        text,
        { user: 'u', password: 'p' },
        { method: 'GET', target: '/', secure: true },
        'fixed number used once',
      ),
  },
  'formats of printers': {
    sources: ['src/devices/printer/print-formats.ts'],
    inputs: () => runsAfter('', 'RS', 'W8', 'DM', '300x', 'image/urf;'),
    parse: (text) => {
      const words = [text]
      printFormats({
        types: ['image/urf', 'image/pwg-raster', ...words],
        pwgResolutions: words,
        pwgTypes: words,
        pwgSheetBack: words,
        urf: words,
      })
    },
  },
  'answers to the search for scanners': {
    sources: ['src/devices/scanner/discovery/dns-message.ts'],
    inputs: hostileDns,
    parse: (_text, bytes) => attempted(() => decodeAnswer(Buffer.from(bytes))),
  },
  'output of scanimage': {
    sources: ['src/devices/scanner/sane/sane-options.ts', 'src/devices/scanner/sane/scanimage.ts'],
    inputs: () =>
      new Map([
        ...runsAfter('  --source ', '  --mode=', '  --adf-mode ', '  -x ', '  --resolution 75'),
        ['lines', '  --source  x\n'.repeat(20_000)],
      ]),
    parse: (text) => {
      readOptions(text)
      readDevices(text)
      problemOf({ end: 'exit', status: 1, errorOutput: text.slice(0, 8_000) }, 'scanner', 0)
    },
  },
  'input of procedures': {
    sources: [],
    inputs: hostileJson,
    parse: (text) => {
      const input = read(text)
      for (const { input: schema } of Object.values(PROCEDURES)) parseInput(schema, input)
    },
  },
  'answers of the central store, or of what answers in its place': {
    sources: ['src/desk/central-client/central-client.ts'],
    inputs: hostileJson,
    parse: (text) => {
      const answer = read(text)
      for (const { output } of Object.values(CENTRAL)) if (!isRaw(output)) resultOf(output).safeParse(answer)
    },
  },
  'machine-readable zones': {
    sources: ['src/domain/person/mrz/mrz.ts'],
    inputs: () => runsAfter('IDROU', 'P<ROU', 'IDROU<<', '<'),
    parse: (text) => parseMrz(text, '2026-11-23'),
  },
  'codes on forms': {
    sources: ['src/paper/forms/value-code.ts', 'src/paper/forms/page-code.ts'],
    inputs: () => runsAfter('DES-', 'DES1:', 'DESV1:'),
    parse: (text) => {
      parsePageCode(text)
      attempted(() => parseValueCode(text, () => undefined))
    },
  },
  'what is typed into fields': {
    sources: [
      'src/domain/calendar/bucharest.ts',
      'src/domain/calendar/day.ts',
      'src/domain/house/fiscal-code.ts',
      'src/domain/request/registry-number.ts',
    ],
    inputs: () => runsAfter('2026-', '23.11.', '1/', 'RO', 'P-'),
    parse: (text) => {
      parseDay(text)
      isDay(text)
      isFiscalCode(text)
      parseRegistryNumber(text)
      parseCnp(text)
    },
  },
  'what is searched for': {
    sources: ['src/desk/requests/search-words.ts'],
    inputs: () => runsAfter('1/', 'P-', 'Țîru '),
    parse: (text) => matchOf(text),
  },
  'names that requests are found by': {
    sources: [],
    inputs: () => runsAfter('Țîru '),
    parse: (text) => {
      foldName(text)
      wordsOf({
        holder: { ...HOLDER, surname: text },
        registration: { registry: 'DES', year: 2026, sequence: 1, provisional: null, day: '2026-11-23', at: '' },
        representative: null,
      } as never)
    },
  },
  'beginnings and names of files': {
    sources: ['src/paper/scan/jpeg-scans.ts', 'src/paper/scan/original.ts', 'src/paper/scan/tiff-directories.ts'],
    inputs: () =>
      new Map<string, string | Uint8Array>([
        ...byteRunsAfter(
          [0x25, 0x50, 0x44, 0x46],
          [0xff, 0xd8, 0xff],
          [0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 1],
          [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0],
          [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 1],
        ),
        ...runsAfter('original SHA-256 ', '%PDF', '../'),
      ]),
    parse: (text, bytes) => {
      mediaTypeOf(bytes)
      usualEndOf(bytes)
      originalOf(bytes)
      hasAllScans(bytes)
      if (bytes.length >= 8) tiffDirectories(bytes)
      safeName(text)
    },
  },
}

/** Sources that parse, and what they parse does not come from outside or is not parsed on the desk's main thread. */
const NOT_FOREIGN: Readonly<Record<string, readonly string[]>> = {
  'written by the desk itself, in its own folder': [
    'src/desk/cache/migrate.ts',
    'src/desk/cache/scattered-indexes.ts',
    'src/desk/cache/settings.ts',
    'src/desk/drafts/drafts.ts',
    'src/desk/drafts/salvage-drafts.ts',
    'src/desk/erasure/erasure-tasks.ts',
    'src/desk/journal/frames.ts',
    'src/desk/journal/journal.ts',
    'src/desk/keys/key-ring.ts',
    'src/desk/outbox/outbox.ts',
    'src/desk/printing/print-attempts.ts',
    'src/desk/requests/request-store.ts',
    'src/desk/surroundings.ts',
    'src/desk/sync/apply-page.ts',
    'src/files/folder-lock.ts',
  ],
  'written by an administrator or by the build': [
    'electron/app-protocol.ts',
    'electron/configuration.ts',
    'electron/native-packages.ts',
    'electron/third-party-notices.ts',
    'src/desk/main.ts',
    'src/paper/forms/main.ts',
  ],
  'on a thread that can be ended': [
    'src/desk/sync/read-page.ts',
    'src/paper/forms/read-values.ts',
    'src/paper/reading/decode-image.ts',
    'src/paper/reading/read-file.ts',
    'src/paper/reading/read-print.ts',
    'src/paper/reading/text-reader.ts',
    'src/paper/scan/pdf-pages.ts',
  ],
  'images, decoded on the threads of a library with limits of pixels': [
    'src/devices/scanner/escl/whole-page.ts',
    'src/paper/scan/image-pages.ts',
    'src/paper/scan/intake.ts',
    'src/paper/scan/png-stream.ts',
    'src/paper/scan/whole-image.ts',
  ],
  'papers of the house, whose hash or seal was checked before, and our own fonts and texts': [
    'src/paper/duplicate.ts',
    'src/paper/layout/text.ts',
    'src/paper/layout/thin-font.ts',
    'src/paper/paper-renderer.ts',
  ],
}

/** What a source that parses contains. */
const PARSES =
  /JSON\.parse|\.read(U?Int|BigU?Int)|DataView|DOMParser|parseFromString|\.exec\(|\.match(All)?\(|new RegExp|TextDecoder|PDFDocument\.load|\bsharp\(|\binflate/
/** What runs in the process of a desk. */
const ROOMS = [
  'src/desk',
  'src/devices',
  'src/files',
  'src/protocol',
  'src/domain',
  'src/request',
  'src/paper',
  'src/threads',
  'electron',
]
const parsing = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...ROOMS], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file) && existsSync(file))
    .filter((file) => PARSES.test(readFileSync(file, 'utf8')))

/** The least CPU time of this thread in a few attempts, in milliseconds: what else the machine does is not counted. */
function leastMs(run: () => void): number {
  let least = Infinity
  for (let attempt = 0; attempt < 4; attempt++) {
    const before = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
    if (least <= MOST_MS) break
  }
  return least
}

describe('parsers on the main thread of a desk', () => {
  it('are all listed, with what they are given or why nobody else can give it', () => {
    const listed = [...Object.values(PARSERS).flatMap(({ sources }) => sources), ...Object.values(NOT_FOREIGN).flat()]
    expect(listed.filter((file, at) => listed.indexOf(file) !== at)).toEqual([])
    expect(listed.toSorted()).toEqual(parsing().toSorted())
  })

  it.each(Object.keys(PARSERS))(`%s take no longer than ${String(MOST_MS)} ms for any hostile input`, (name) => {
    const listed = PARSERS[name]
    if (listed === undefined) throw new Error(name)
    const slow: string[] = []
    for (const [what, input] of listed.inputs()) {
      const bytes = typeof input === 'string' ? Buffer.from(input) : input
      const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1')
      expect(bytes.length, what).toBeGreaterThan(100_000)
      const least = leastMs(() => listed.parse(text, bytes))
      if (least > MOST_MS) slow.push(`${what.slice(0, 60)}: ${least.toFixed(0)} ms`)
    }
    expect(slow).toEqual([])
  })

  it('are measured by a clock that finds the square of the length', () => {
    const text = ' '.repeat(20_000)
    expect(leastMs(() => void / *x/.exec(text))).toBeGreaterThan(MOST_MS)
  })
})
