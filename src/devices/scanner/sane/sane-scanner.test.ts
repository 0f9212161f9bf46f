/**
 * Tests against SANE itself: its `test` backend (a device with a configured behaviour) and its `pnm` backend (a page
 * image of ours).
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../../../../test/support/preparation/programs.ts'
import { eventsOf, pagesAnd } from '../../../../test/support/scan-events.ts'
import type { ScanSettings } from '../../../domain/devices/scanning.ts'
import { capabilitiesOf, readDevices, readOptions } from './sane-options.ts'
import { listSane, saneScanner } from './sane-scanner.ts'
import { runScanimage } from './scanimage.ts'
import { problemOf } from './scanimage-problem.ts'

const sane = needs('scanimage')
const folder = mkdtempSync(path.join(tmpdir(), 'des-sane-'))
const work = path.join(folder, 'work')
beforeAll(() => mkdirSync(work))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A configuration of SANE with one backend. */
function configuration(backend: string, lines: readonly string[]): { workFolder: string; env: Record<string, string> } {
  const own = mkdtempSync(path.join(folder, `${backend}-`))
  writeFileSync(path.join(own, 'dll.conf'), `${backend}\n`)
  writeFileSync(path.join(own, `${backend}.conf`), `${lines.join('\n')}\n`)
  return { workFolder: work, env: { SANE_CONFIG_DIR: own } }
}
/** The test device; each read from it ends with this status. */
const testDevice = (status = 'Default', more: readonly string[] = []) =>
  configuration('test', ['number_of_devices 1', `read-status-code "${status}"`, 'test-picture "Grid"', ...more])
const scanner = (environment: ReturnType<typeof configuration>, device = 'test:0') =>
  saneScanner({ name: 'Ghișeu', device, ...environment })

const FEEDER: ScanSettings = { source: 'feeder', resolution: 75, colour: 'grey', paper: 'a4' }
const facts = (pages: number) => ({ scanner: 'Ghișeu', pages })

describe.skipIf(sane.missing)(`SANE's test backend${sane.note}`, () => {
  it('is found and describes its capabilities', async () => {
    const environment = testDevice()
    expect(await listSane(environment)).toEqual([{ device: 'test:0', vendor: 'Noname', model: 'frontend-tester' }])
    expect(await scanner(environment).describe()).toEqual({
      ok: true,
      value: {
        model: 'Ghișeu',
        sources: (['flatbed', 'feeder'] as const).map((source) => ({
          source,
          resolutions: [75, 100, 150, 200, 300, 400, 600],
          colours: ['colour', 'grey'],
          widest: 200,
          longest: 200,
        })),
      },
    })
  })
  it('returns one page of the flatbed with the given resolution, colour and size', async () => {
    const { pages, problem } = await pagesAnd(
      scanner(testDevice()).scan({ source: 'flatbed', resolution: 150, colour: 'colour', paper: 'a5' }),
    )
    expect(problem).toBeNull()
    expect(pages).toHaveLength(1)
    const { width, height, channels, density } = await sharp(pages[0]?.bytes).metadata()
    expect([width, height, channels, Math.round(density ?? 0)]).toEqual([874, 1181, 3, 150])
  })
  it('returns the ten pages of its feeder with progress, and leaves nothing on the disk', async () => {
    const events = await eventsOf(scanner(testDevice()).scan(FEEDER))
    expect(events.flatMap((event) => (event.is === 'page' ? [event.page] : []))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    expect(events.at(-1)).toEqual({ is: 'end', problem: null })
    expect(events.some((event) => event.is === 'progress' && event.share !== null)).toBe(true)
    expect(readdirSync(work)).toEqual([])
  })
  it.each([
    ['SANE_STATUS_JAMMED', { code: 'scanner.jam', details: facts(0) }],
    ['SANE_STATUS_COVER_OPEN', { code: 'scanner.cover-open', details: facts(0) }],
    ['SANE_STATUS_NO_DOCS', { code: 'scanner.no-documents', details: facts(0) }],
    ['SANE_STATUS_DEVICE_BUSY', { code: 'scanner.busy', details: facts(0) }],
    ['SANE_STATUS_IO_ERROR', { code: 'scanner.gone', details: facts(0) }],
    ['SANE_STATUS_ACCESS_DENIED', { code: 'scanner.access-denied', details: facts(0) }],
    ['SANE_STATUS_INVAL', { code: 'scanner.settings', details: { scanner: 'Ghișeu' } }],
    ['SANE_STATUS_UNSUPPORTED', { code: 'scanner.settings', details: { scanner: 'Ghișeu' } }],
    ['SANE_STATUS_NO_MEM', { code: 'scanner.failed', details: facts(0) }],
    ['SANE_STATUS_CANCELLED', { code: 'scanner.cancelled', details: facts(0) }],
  ])('%s is reported as %o', async (status, problem) => {
    expect(await pagesAnd(scanner(testDevice(status)).scan(FEEDER))).toEqual({ pages: [], problem })
    expect(readdirSync(work)).toEqual([])
  })
})

describe.skipIf(sane.missing)(`a scan with SANE's test backend${sane.note}`, () => {
  it('can be stopped in the middle of a slow page, and keeps the pages before', async () => {
    const stop = new AbortController()
    const slow = testDevice('Default', [
      'read-delay true',
      'read-delay-duration 200000',
      'read-limit true',
      'read-limit-size 60000',
    ])
    const events = []
    for await (const event of scanner(slow).scan({ ...FEEDER, resolution: 100 }, { signal: stop.signal })) {
      events.push(event)
      if (event.is === 'page' && event.page === 2) stop.abort()
    }
    expect(events.filter(({ is }) => is === 'page').length).toBe(2)
    expect(events.at(-1)).toEqual({ is: 'end', problem: { code: 'scanner.cancelled', details: facts(2) } })
    expect(readdirSync(work)).toEqual([])
  })
  it('is ended when the program is silent for too long', async () => {
    const program = path.join(folder, 'scanimage-that-hangs')
    const real = execFileSync('which', ['scanimage'], { encoding: 'utf8' }).trim()
    writeFileSync(program, `#!/bin/sh\ncase "$*" in *--batch*) exec sleep 60;; *) exec ${real} "$@";; esac\n`)
    chmodSync(program, 0o755)
    const withShortTimeouts = saneScanner({
      name: 'Ghișeu',
      device: 'test:0',
      ...testDevice(),
      program,
      timeouts: { listMs: 10_000, silenceMs: 300 },
    })
    expect(await pagesAnd(withShortTimeouts.scan(FEEDER))).toEqual({
      pages: [],
      problem: { code: 'scanner.timed-out', details: facts(0) },
    })
  })
  it('reports that a device is no longer there', async () => {
    expect(await scanner(testDevice(), 'test:7').describe()).toEqual({
      ok: false,
      problem: { code: 'scanner.unreachable', details: { scanner: 'Ghișeu' } },
    })
    expect(await scanner(testDevice(), '--help').describe()).toMatchObject({ ok: false })
  })
  it('refuses settings that the device does not offer', async () => {
    expect((await pagesAnd(scanner(testDevice()).scan({ ...FEEDER, colour: 'black-white' }))).problem?.code).toBe(
      'scanner.settings',
    )
    expect((await pagesAnd(scanner(testDevice()).scan({ ...FEEDER, source: 'feeder-duplex' }))).problem?.code).toBe(
      'scanner.settings',
    )
  })
})

describe.skipIf(sane.missing)(`SANE's pnm backend${sane.note}`, () => {
  it('returns the page on its flatbed, pixel by pixel', async () => {
    const environment = configuration('pnm', [])
    const page = path.join(folder, 'page.pnm')
    const image = sharp(
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">' +
          '<rect width="400" height="300" fill="#fff"/><circle cx="120" cy="90" r="60" fill="#a33"/></svg>',
      ),
    )
    const pixels = await image.removeAlpha().raw().toBuffer()
    writeFileSync(page, Buffer.concat([Buffer.from('P6\n400 300\n255\n'), pixels]))
    // The backend needs the name of the file as an option, which a configuration file cannot hold.
    const program = path.join(folder, 'scanimage-with-page')
    const real = execFileSync('which', ['scanimage'], { encoding: 'utf8' }).trim()
    writeFileSync(program, `#!/bin/sh\nexec ${real} "$@" --filename=${page}\n`)
    chmodSync(program, 0o755)
    const pnm = saneScanner({ name: 'Sticla', device: 'pnm:0', ...environment, program })
    const described = await pnm.describe()
    expect(described).toMatchObject({ ok: true })
    const sources = described.ok ? described.value.sources : []
    const { pages, problem } = await pagesAnd(
      pnm.scan({
        source: sources[0]?.source ?? 'flatbed',
        resolution: sources[0]?.resolutions[0] ?? 0,
        colour: sources[0]?.colours[0] ?? 'colour',
        paper: 'a4',
      }),
    )
    expect(problem).toBeNull()
    expect((await sharp(pages[0]?.bytes).removeAlpha().raw().toBuffer()).equals(pixels)).toBe(true)
  })
})

describe('scanimage', () => {
  it('may not be installed', async () => {
    const nowhere = { workFolder: work, program: path.join(folder, 'no-such-program') }
    expect(await listSane(nowhere)).toEqual([])
    expect(await saneScanner({ name: 'x', device: 'test:0', ...nowhere }).describe()).toEqual({
      ok: false,
      problem: { code: 'scanner.unreachable', details: { scanner: 'x' } },
    })
  })
  it('keeps the pages scanned before the feeder jammed', () => {
    const errorOutput =
      'Scanning page 4\nscanimage: sane_start: Document feeder jammed\nBatch terminated, 3 pages scanned\n'
    expect(problemOf({ end: 'exit', status: 1, errorOutput }, 'x', 3)).toEqual({
      code: 'scanner.jam',
      details: { scanner: 'x', pages: 3 },
    })
    expect(
      problemOf({ end: 'exit', status: 0, errorOutput: errorOutput.replace('jammed', 'out of documents') }, 'x', 3),
    ).toBeNull()
  })
  it('reports the right problem when its backend crashes while it closes the device', () => {
    const errorOutput =
      'scanimage: sane_read: Device busy\nScanned page 1. (scanner status = 3)\nBatch terminated, 1 page scanned\n' +
      'scanimage: received signal 13\nscanimage: trying to stop scanner\nscanimage: aborting\n'
    expect(problemOf({ end: 'exit', status: 0, errorOutput }, 'x', 0)).toEqual({
      code: 'scanner.busy',
      details: { scanner: 'x', pages: 0 },
    })
  })
  it('is killed when it hangs while it closes the device', async () => {
    const program = path.join(folder, 'scanimage-that-hangs-at-its-end')
    writeFileSync(
      program,
      '#!/bin/sh\necho "scanimage: sane_read: Document feeder jammed" >&2\n' +
        'echo "Batch terminated, 0 pages scanned" >&2\nexec sleep 60\n',
    )
    chmodSync(program, 0o755)
    const ended = await runScanimage({ program, args: [], env: {}, silenceMs: 50_000 })
    expect(problemOf(ended, 'x', 2)).toEqual({ code: 'scanner.jam', details: { scanner: 'x', pages: 2 } })
  })
})

describe('the options of a SANE device', () => {
  it('are mapped to our sources and colours', () => {
    const text = `
All options specific to device \`fujitsu:ScanSnap\`:
  Scan Mode:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 150|200|300|600dpi [600]
  Geometry:
    -x 0..221.121mm (in steps of 0.0211639) [215.872]
    -y 0..876.695mm (in steps of 0.0211639) [279.364]`
    const read = readOptions(text)
    expect(read).toMatchObject({
      sources: { feeder: 'ADF Front', 'feeder-duplex': 'ADF Duplex' },
      colours: { colour: 'Color', grey: 'Gray', 'black-white': 'Lineart' },
      resolutions: [150, 200, 300, 600],
      widest: 221.121,
    })
    expect(capabilitiesOf(read).map(({ source }) => source)).toEqual(['feeder', 'feeder-duplex'])
  })
  it.each([
    ['    --adf-mode Simplex|Duplex [inactive]', { on: '--adf-mode=Duplex', off: '--adf-mode=Simplex' }],
    ['    --duplex[=(yes|no)] [inactive]', { on: '--duplex=yes', off: '--duplex=no' }],
  ])('may have duplex beside the source: %s', (line, bothSides) => {
    const source = '    --source Flatbed|Automatic Document Feeder [Flatbed]'
    const read = readOptions(`\n${source}\n${line}\n    --mode Gray|Color [Color]\n    --resolution 75|300dpi [75]\n`)
    expect(read).toMatchObject({
      bothSides,
      sources: { feeder: 'Automatic Document Feeder', 'feeder-duplex': 'Automatic Document Feeder' },
    })
    expect(capabilitiesOf(read).map(({ source }) => source)).toEqual(['flatbed', 'feeder', 'feeder-duplex'])
  })
  it('are set with duplex after the source, and simplex is set explicitly', async () => {
    const received = path.join(folder, 'received-arguments')
    const program = path.join(folder, 'scanimage-of-both-sides')
    const options =
      '    --source Flatbed|ADF [Flatbed]\n    --adf-mode Simplex|Duplex [inactive]\n' +
      '    --mode Gray|Color [Color]\n    --resolution 75|300dpi [75]\n'
    writeFileSync(
      program,
      `#!/bin/sh\ncase "$*" in *--all-options*) printf '%s' '${options}';; *) printf '%s\\n' "$@" > ${received}\n` +
        `echo 'scanimage: sane_start: Document feeder out of documents' >&2; exit 7;; esac\n`,
    )
    chmodSync(program, 0o755)
    const asked = async (source: ScanSettings['source']) => {
      await pagesAnd(
        saneScanner({ name: 'x', device: 'epson2:net; rm -rf "$HOME" --help', workFolder: work, program }).scan({
          ...FEEDER,
          source,
        }),
      )
      return readFileSync(received, 'utf8').split('\n')
    }
    const both = await asked('feeder-duplex')
    expect(both.indexOf('--adf-mode=Duplex')).toBeGreaterThan(both.indexOf('--source=ADF'))
    // The name of the device stays one argument, whatever it contains: no shell, no further option.
    expect(both[0]).toBe('--device-name=epson2:net; rm -rf "$HOME" --help')
    expect(await asked('feeder')).toContain('--adf-mode=Simplex')
    expect((await asked('flatbed')).some((argument) => argument.startsWith('--adf-mode'))).toBe(false)
  })
})

describe('a scan with scanimage', () => {
  it('reports a full disk, with the pages before it', async () => {
    const program = path.join(folder, 'scanimage-on-a-full-disk')
    const options =
      '    --source Flatbed|ADF [Flatbed]\n    --mode Gray|Color [Color]\n    --resolution 75|300dpi [75]\n'
    // The messages of scanimage 1.1 on a file system of 40 kB.
    writeFileSync(
      program,
      `#!/bin/sh\nfor word in "$@"; do case "$word" in --all-options) printf '%s' '${options}'; exit 0;;\n` +
        `--batch=*) file=$(printf '%s' "\${word#--batch=}" | sed s/%03d/001/);; esac; done\n` +
        `printf page > "$file"; echo "$file"\n` +
        `echo 'Scanning page 2' >&2; echo 'libpng error: Write Error' >&2; exit 1\n`,
    )
    chmodSync(program, 0o755)
    const { pages, problem } = await pagesAnd(
      saneScanner({ name: 'x', device: 'test:0', workFolder: work, program }).scan(FEEDER),
    )
    expect([pages.length, problem?.code]).toEqual([1, 'disk.full'])
  })
  it('ignores lines of the device list that are not in our format', () => {
    expect(readDevices('junk\n\u001f\u001f\na\u001fb\u001fc\n')).toEqual([{ device: 'a', vendor: 'b', model: 'c' }])
  })
})
