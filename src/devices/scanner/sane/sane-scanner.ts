/** Scanners of the system through SANE's `scanimage` (Linux): USB devices, and network ones that have a backend. */
import { mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { canScan, PAPER_MILLIMETRES, type ScanSettings } from '../../../domain/devices/scanning.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../../domain/problem.ts'
import { MOST_PAGE_BYTES, MOST_PAGES, type ScanEvent, type Scanner, type ScanOptions } from '../scanner.ts'
import {
  capabilitiesOf,
  DEVICE_FORMAT,
  readDevices,
  readOptions,
  type SaneDevice,
  type SaneOptions,
} from './sane-options.ts'
import { runScanimage, type ScanimageEnd, type ScanimageRun } from './scanimage.ts'

/**
 * Where SANE is, and where a page may lie for the moment between its end and its being read: a folder in memory where
 * there is one.
 */
export interface SaneSurroundings {
  readonly workFolder: string
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  readonly patience?: { readonly listMs: number; readonly silenceMs: number }
}
const PATIENCE = { listMs: 30_000, silenceMs: 120_000 } as const

const runner = ({ program = 'scanimage', env = {}, patience = PATIENCE }: SaneSurroundings) => ({
  patience,
  run: (run: Omit<ScanimageRun, 'program' | 'env'>) => runScanimage({ program, env, ...run }),
})

/** The scanners that SANE sees; none where it is not installed. Asking takes seconds: backends search the network. */
export async function listSane(surroundings: SaneSurroundings): Promise<SaneDevice[]> {
  const { run, patience } = runner(surroundings)
  const { end, output } = await run({ args: [`--formatted-device-list=${DEVICE_FORMAT}`], silenceMs: patience.listMs })
  return end === 'exit' ? readDevices(output) : []
}

/**
 * What an ended `scanimage` means (sane.h, SANE_Status): its words first, since a broken start exits with 1 whatever
 * the reason.
 */
export function problemOf(
  { end, status, complaint }: Pick<ScanimageEnd, 'end' | 'status' | 'complaint'>,
  scanner: string,
  pages: number,
): Problem | null {
  const facts = { scanner, pages }
  if (end === 'cancelled') return problem('scanner.cancelled', facts)
  if (end === 'silent') return problem('scanner.timed-out', facts)
  if (end === 'missing') return problem('scanner.unreachable', { scanner })
  // A backend that breaks while it closes the device does not take back what the program said before.
  const last =
    complaint
      .split('\n')
      .filter((line) => /^scanimage: (?!received signal|trying to stop|aborting)/.test(line))
      .at(-1) ?? ''
  if (/open of device .* failed: (Invalid argument|Error during device I\/O)|no SANE devices found/.test(last))
    return problem('scanner.unreachable', { scanner })
  if (/out of documents/.test(last)) return pages > 0 ? null : problem('scanner.no-documents', facts)
  const WORDS: readonly (readonly [RegExp, number, Problem])[] = [
    [/feeder jammed/, 6, problem('scanner.jam', facts)],
    [/cover is open/, 8, problem('scanner.cover-open', facts)],
    [/Device busy/, 3, problem('scanner.busy', facts)],
    [/canceled/, 2, problem('scanner.cancelled', facts)],
    [/device I\/O/, 9, problem('scanner.gone', facts)],
    [/access .*denied/i, 11, problem('scanner.access-denied', facts)],
    [/not supported|Invalid argument|setting of option/i, 4, problem('scanner.settings', { scanner })],
  ]
  for (const [words, , found] of WORDS) if (words.test(last)) return found
  for (const [, code, found] of WORDS) if (status === code) return found
  return status === 0 && pages > 0 ? null : problem('scanner.failed', facts)
}

const NO_ROOM = /libpng error: Write Error|No space left on device/

/** A queue between what the program tells and who asks for the next event. */
function mailbox<T>() {
  const letters: T[] = []
  let wake: (() => void) | null = null
  return {
    put: (letter: T): void => {
      letters.push(letter)
      wake?.()
    },
    take: async (): Promise<T> => {
      for (;;) {
        const letter = letters.shift()
        if (letter !== undefined) return letter
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

export interface SaneScannerOptions extends SaneSurroundings {
  readonly name: string
  readonly device: string
}

export function saneScanner({ name, device, ...surroundings }: SaneScannerOptions): Scanner {
  const { run, patience } = runner(surroundings)

  async function options(signal?: AbortSignal): Promise<Result<SaneOptions>> {
    const ended = await run({ args: [`--device-name=${device}`, '--all-options'], silenceMs: patience.listMs, signal })
    if (ended.end === 'exit' && ended.status === 0) return ok(readOptions(ended.output))
    return {
      ok: false,
      problem: problemOf(ended, name, 0) ?? problem('scanner.not-understood', { scanner: name, pages: 0 }),
    }
  }

  /**
   * The command line of a job. Every value stands in one word behind its `=`, so that none can be taken for an option.
   */
  const argumentsOf = (
    { sources, colours, resolutions, widest, longest, bothSides }: SaneOptions,
    { source, colour, resolution, paper }: ScanSettings,
    folder: string,
  ): string[] => {
    const size = PAPER_MILLIMETRES[paper]
    const length = (option: string, wanted: number, most: number | null) =>
      most === null ? [] : [option, String(Math.min(wanted, most))]
    return [
      `--device-name=${device}`,
      '--format=png',
      '--progress',
      `--batch=${path.join(folder, 'page-%03d.png')}`,
      '--batch-print',
      `--batch-count=${source === 'flatbed' ? '1' : String(MOST_PAGES)}`,
      ...(sources[source] === undefined ? [] : [`--source=${sources[source]}`]),
      // After the source, which makes it active.
      ...(bothSides === null || source === 'flatbed'
        ? []
        : [source === 'feeder-duplex' ? bothSides.on : bothSides.off]),
      ...(colours[colour] === undefined ? [] : [`--mode=${colours[colour]}`]),
      ...(resolutions.includes(resolution) ? [`--resolution=${String(resolution)}`] : []),
      ...length('-x', size.width, widest),
      ...length('-y', size.height, longest),
    ]
  }

  return {
    name,
    kind: 'sane',
    async describe(signal) {
      const read = await options(signal)
      if (!read.ok) return read
      const sources = capabilitiesOf(read.value)
      return sources.length === 0
        ? refuse('scanner.not-understood', { scanner: name, pages: 0 })
        : ok({ model: name, sources })
    },
    async *scan(settings, { signal: given }: ScanOptions = {}): AsyncGenerator<ScanEvent> {
      const read = settings === null ? refuse('scanner.settings', { scanner: name }) : await options(given)
      if (!read.ok || settings === null) {
        yield { is: 'end', problem: read.ok ? problem('scanner.settings', { scanner: name }) : read.problem }
        return
      }
      if (!canScan(capabilitiesOf(read.value), settings)) {
        yield { is: 'end', problem: problem('scanner.settings', { scanner: name }) }
        return
      }
      // Ours too: when whoever listens goes away, the program must end.
      const listening = new AbortController()
      const signal = given === undefined ? listening.signal : AbortSignal.any([given, listening.signal])
      const noRoom = async (): Promise<Problem> => {
        const { bavail, bsize } = await statfs(surroundings.workFolder)
        return problem('disk.full', { freeBytes: bavail * bsize, neededBytes: MOST_PAGE_BYTES })
      }
      const folder = await mkdtemp(path.join(surroundings.workFolder, 'scan-')).catch(() => null)
      if (folder === null) {
        yield { is: 'end', problem: await noRoom() }
        return
      }
      const told = mailbox<{ file: string } | { percent: number } | { ended: ScanimageEnd }>()
      const running = run({
        args: argumentsOf(read.value, settings, folder),
        silenceMs: patience.silenceMs,
        signal,
        onLine: (line) => {
          if (line.startsWith(folder)) told.put({ file: line.trim() })
        },
        onProgress: (percent) => told.put({ percent }),
      })
      void running.then((ended) => told.put({ ended }))
      let pages = 0
      try {
        yield { is: 'progress', page: 1, share: null }
        for (;;) {
          const next = await told.take()
          if ('percent' in next) yield { is: 'progress', page: pages + 1, share: next.percent / 100 }
          else if ('ended' in next) {
            const wrong = problemOf(next.ended, name, pages)
            // The program writes each page before we take it: it is the first to know that nothing more fits.
            yield { is: 'end', problem: wrong !== null && NO_ROOM.test(next.ended.complaint) ? await noRoom() : wrong }
            return
          } else {
            const file = path.join(folder, path.basename(next.file))
            if ((await stat(file)).size > MOST_PAGE_BYTES) {
              yield {
                is: 'end',
                problem: problem('scan.too-large', {
                  name: path.basename(file),
                  size: (await stat(file)).size,
                  limit: MOST_PAGE_BYTES,
                }),
              }
              return
            }
            const bytes = await readFile(file)
            await rm(file)
            pages += 1
            yield { is: 'page', page: pages, bytes, name: `scan-${String(pages)}.png` }
          }
        }
      } finally {
        listening.abort()
        await running
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}
