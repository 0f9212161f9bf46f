/** The driver for scanners of the system through SANE's `scanimage` (Linux): USB devices, and network ones. */
import { mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { canScan, type ScanSettings } from '../../../domain/devices/scanning.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../../domain/problem.ts'
import { MOST_PAGE_BYTES, type ScanEvent, type Scanner, type ScanOptions } from '../scanner.ts'
import { eventQueue } from './event-queue.ts'
import { capabilitiesOf, DEVICE_FORMAT, readDevices, readOptions, type SaneDevice } from './sane-options.ts'
import { runScanimage, type ScanimageEnd, type ScanimageRun } from './scanimage.ts'
import { scanimageArguments } from './scanimage-arguments.ts'
import { isDiskFull, problemOf } from './scanimage-problem.ts'

export interface SaneEnvironment {
  /** Where a finished page is stored until it is read; a folder in memory if there is one. */
  readonly workFolder: string
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  readonly timeouts?: { readonly listMs: number; readonly silenceMs: number }
}
const TIMEOUTS = { listMs: 30_000, silenceMs: 120_000 } as const

const runner = ({ program = 'scanimage', env = {}, timeouts = TIMEOUTS }: SaneEnvironment) => ({
  timeouts,
  run: (run: Omit<ScanimageRun, 'program' | 'env'>) => runScanimage({ program, env, ...run }),
})

/** The scanners that SANE finds; none where it is not installed. Takes seconds, because backends search the network. */
export async function listSane(environment: SaneEnvironment): Promise<SaneDevice[]> {
  const { run, timeouts } = runner(environment)
  const { end, output } = await run({ args: [`--formatted-device-list=${DEVICE_FORMAT}`], silenceMs: timeouts.listMs })
  return end === 'exit' ? readDevices(output) : []
}

export interface SaneScannerOptions extends SaneEnvironment {
  readonly name: string
  readonly device: string
}

export function saneScanner(scanner: SaneScannerOptions): Scanner {
  const { name, device } = scanner
  const { run, timeouts } = runner(scanner)

  async function options(signal?: AbortSignal): Promise<Result<ReturnType<typeof readOptions>>> {
    const ended = await run({ args: [`--device-name=${device}`, '--all-options'], silenceMs: timeouts.listMs, signal })
    if (ended.end === 'exit' && ended.status === 0) return ok(readOptions(ended.output))
    return {
      ok: false,
      problem: problemOf(ended, name, 0) ?? problem('scanner.not-understood', { scanner: name, pages: 0 }),
    }
  }
  /** The command line of a job into a folder, if the device offers the settings. */
  async function job(
    settings: ScanSettings | null,
    signal: AbortSignal | undefined,
  ): Promise<Result<(folder: string) => string[]>> {
    if (settings === null) return refuse('scanner.settings', { scanner: name })
    const read = await options(signal)
    if (!read.ok) return read
    if (!canScan(capabilitiesOf(read.value), settings)) return refuse('scanner.settings', { scanner: name })
    return ok((folder) => scanimageArguments(device, read.value, settings, folder))
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
      const argumentsFor = await job(settings, given)
      if (!argumentsFor.ok) {
        yield { is: 'end', problem: argumentsFor.problem }
        return
      }
      const folder = await mkdtemp(path.join(scanner.workFolder, 'scan-')).catch(() => null)
      if (folder === null) {
        yield { is: 'end', problem: await diskFull(scanner.workFolder) }
        return
      }
      yield* scanInto(scanner, folder, argumentsFor.value(folder), given)
    },
  }
}

/** Runs a job and yields its pages, which `scanimage` writes into the folder. Deletes the folder at the end. */
async function* scanInto(
  scanner: SaneScannerOptions,
  folder: string,
  args: string[],
  given: AbortSignal | undefined,
): AsyncGenerator<ScanEvent> {
  const { run, timeouts } = runner(scanner)
  // Ends the program when the caller stops reading events.
  const reading = new AbortController()
  const signal = given === undefined ? reading.signal : AbortSignal.any([given, reading.signal])
  const events = eventQueue<{ file: string } | { percent: number } | { ended: ScanimageEnd }>()
  const running = run({
    args,
    silenceMs: timeouts.silenceMs,
    signal,
    onLine: (line) => {
      if (line.startsWith(folder)) events.push({ file: line.trim() })
    },
    onProgress: (percent) => events.push({ percent }),
  })
  void running.then((ended) => events.push({ ended }))
  let pages = 0
  try {
    yield { is: 'progress', page: 1, share: null }
    for (;;) {
      const next = await events.next()
      if ('percent' in next) {
        yield { is: 'progress', page: pages + 1, share: next.percent / 100 }
      } else if ('ended' in next) {
        const wrong = problemOf(next.ended, scanner.name, pages)
        // The program writes each page before it is read here, so it notices a full disk first.
        const isFull = wrong !== null && isDiskFull(next.ended)
        yield { is: 'end', problem: isFull ? await diskFull(scanner.workFolder) : wrong }
        return
      } else {
        const file = path.join(folder, path.basename(next.file))
        const { size } = await stat(file)
        if (size > MOST_PAGE_BYTES) {
          const tooLarge = { name: path.basename(file), size, limit: MOST_PAGE_BYTES }
          yield { is: 'end', problem: problem('scan.too-large', tooLarge) }
          return
        }
        const bytes = await readFile(file)
        await rm(file)
        pages += 1
        yield { is: 'page', page: pages, bytes, name: `scan-${String(pages)}.png` }
      }
    }
  } finally {
    reading.abort()
    await running
    await rm(folder, { recursive: true, force: true })
  }
}

async function diskFull(folder: string): Promise<Problem> {
  const { bavail, bsize } = await statfs(folder)
  return problem('disk.full', { freeBytes: bavail * bsize, neededBytes: MOST_PAGE_BYTES })
}
