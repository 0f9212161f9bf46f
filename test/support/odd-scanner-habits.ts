/** Builds the habits of odd scanners for tests, and scans with them. */
import sharp from 'sharp'
import { esclScanner } from '../../src/devices/scanner/escl/escl-scanner.ts'
import type { ScanSettings } from '../../src/domain/devices/scanning.ts'
import { CAPABILITIES } from './escl-server.ts'
import {
  countPage,
  startOddScanner,
  statusXml,
  xmlAnswer,
  type OddAnswer,
  type OddHabit,
  type OddState,
} from './odd-scanner.ts'
import { pagesAnd } from './scan-events.ts'

export const FEEDER: ScanSettings = { source: 'feeder', resolution: 300, colour: 'grey', paper: 'a4' }
export const FLATBED: ScanSettings = { ...FEEDER, source: 'flatbed' }
export const QUICK = { answerMs: 5_000, pageMs: 3_000, silenceMs: 1_000, pollMs: 20, busyMs: 400 }

/** A page of noise, so that it is long enough to be cut anywhere. */
export async function noisyPage(): Promise<Buffer> {
  const [width, height] = [620, 877]
  const noise = Buffer.from(Array.from({ length: width * height }, (_, at) => (at * 2_654_435_761) >>> 24))
  return await sharp(noise, { raw: { width, height, channels: 1 } })
    .jpeg()
    .toBuffer()
}

/** Scans `scans` times. `same`: every page arrived as it was sent. `left`: a job remains at the scanner. */
export async function scanWith(habit: OddHabit, page: Buffer, settings: ScanSettings, scans = 1) {
  const device = await startOddScanner(habit, page)
  const scanner = esclScanner({
    name: 'Ghișeu',
    url: device.url,
    pin: { known: () => null, first: () => undefined },
    timeouts: QUICK,
  })
  let outcome: [number, string | null] = [0, null]
  let same = true
  for (let scan = 0; scan < scans; scan++) {
    device.state.sheets = 3
    const { pages, problem } = await pagesAnd(scanner.scan(settings))
    outcome = [pages.length, problem?.code ?? null]
    same &&= pages.every(({ bytes }) => Buffer.from(bytes).equals(page))
  }
  await device.close()
  return { outcome, same, left: device.state.open, state: device.state }
}

type Expected = readonly [pages: number, problem: string | null]
export type Habit =
  | readonly [name: string, habit: OddHabit]
  | readonly [name: string, habit: OddHabit, expected: Expected]
  | readonly [name: string, habit: OddHabit, expected: Expected, settings: ScanSettings]
export const isDone = (state: OddState): boolean => state.fromFeeder && state.sheets === 0
/** How the scanner answers when its feeder is empty. */
export const endsWith = (answer: OddAnswer): OddHabit => ({ next: (state) => (isDone(state) ? answer : undefined) })
/** How often it gives another answer first. */
export const atFirst =
  (times: number, counted: keyof OddState['count'], answer: OddAnswer) =>
  (state: OddState): OddAnswer | undefined =>
    state.count[counted] <= times ? answer : undefined
export const pageAs = (write: (state: OddState) => OddAnswer): OddHabit => ({
  next: (state) => {
    if (state.sheets === 0) return undefined
    countPage(state)
    return write(state)
  },
})
export const capabilities = (change: (text: string) => string): OddHabit => ({
  capabilities: () => xmlAnswer(change(CAPABILITIES)),
})
export const jobPath = (state: OddState): string => `/eSCL/ScanJobs/${state.jobs}`
export const status = (write: (state: OddState) => string): OddHabit => ({ status: (state) => xmlAnswer(write(state)) })
export const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
export const raw = (head: string, ...body: Buffer[]): OddAnswer => ({
  raw: Buffer.concat([Buffer.from(head), ...body]),
})
export const OK_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n'
export const inner = /<scan:AdfSimplexInputCaps>[\s\S]*<\/scan:AdfSimplexInputCaps>/
export const feederAs = (names: readonly string[]) =>
  capabilities((text) =>
    text.replace(inner, (whole) => names.map((name) => whole.replaceAll('AdfSimplexInputCaps', name)).join('')),
  )
export const withUpgrade = (...more: string[]): OddHabit =>
  pageAs((state) => ({ code: 200, headers: ['Upgrade: TLS/1.0', ...more], body: state.page }))
export const refuses = (code: number, when: (body: string) => boolean): NonNullable<OddHabit['job']> => {
  return (_state, { body }) => (when(body) ? { code } : undefined)
}
export const idleEmpty = (state: OddState): string =>
  statusXml(jobPath(state), state.open ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty', state.open ? 'Processing' : 'Idle')
