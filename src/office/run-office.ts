/**
 * Runs a whole office on this machine (central store with a demonstration office, desk, window) until Ctrl+C or until
 * the window is closed. It ends every process that it started.
 */
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { demonstrationLogins } from '../demonstration/population/staff.ts'
import { findElectron } from './electron-runtime.ts'
import { hasDisplay } from './display.ts'
import { centralPort, isPortFree } from './free-port.ts'
import { keepRunning, type KeptProcess } from './kept-process.ts'
import type { FolderLock } from '../files/folder-lock.ts'
import { takeOfficeLock } from './office-lock.ts'
import type { OfficeProcess } from './child-process.ts'
import { startCentralProcess, startDeskProcess, type DeskReady } from './office-processes.ts'
import { progressBar } from './progress-bar.ts'
import { ensureRenderer } from './renderer-build.ts'
import { START_HELP, parseStartOptions, type StartOptions } from './start-options.ts'
import { openChromiumWindow, openElectronWindow, type OpenWindow } from './window.ts'

// Whatever this process and its children make is for their own account alone.
process.umask(0o077)

const report = (message: string) => console.log(message)

if (Number(process.versions.node.split('.')[0]) < 22) {
  report(`Node ${process.versions.node} is too old: start this with "npm start", which brings its own Node 24.`)
  process.exit(1)
}

async function run(options: StartOptions): Promise<number> {
  const root = path.resolve(import.meta.dirname, '../..')
  const data = path.resolve(options.data)
  const lock = await lockOffice(options, data)
  if (lock === null) return 1
  const stops: (() => Promise<void> | void)[] = [() => lock.release()]
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  // A signal resolves this promise, so that Ctrl+C ends every wait.
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'))
  })

  try {
    if (options.fresh)
      for (const part of ['central', 'desk', 'browser']) rmSync(path.join(data, part), { recursive: true, force: true })
    const bar = progressBar(process.stdout)
    const deskFolder = path.join(data, 'desk')
    const port = await centralPort(data)
    const electron = options.headless || !hasDisplay(process.platform, process.env) ? null : findElectron(root)
    const startDesk = (enrolmentCode?: string) =>
      startDeskProcess({
        dataDir: deskFolder,
        centralUrl: `http://127.0.0.1:${String(port)}`,
        enrolmentCode,
        port: options.port,
        logins: demonstrationLogins(),
      })
    const show = async (address: string) => openWindow(options, address, path.join(data, 'browser'))
    // A desk that was opened before neither waits for the central store nor shares the processors with it: the store
    // starts while the window opens.
    const early =
      electron === null &&
      existsSync(path.join(data, 'central', 'store.sqlite')) &&
      existsSync(path.join(deskFolder, 'cache.db'))
        ? await startDesk()
        : null
    if (early) stops.push(() => early.stop())
    const startCentral = () =>
      startCentralProcess(path.join(data, 'central'), { port, onProgress: (progress) => bar.show(progress) })
    const starting = startCentral()
    const keeping = starting.then((central) =>
      keepRunning(central, { name: 'The central store', start: startCentral, report }),
    )
    // The desk is stopped before the central store.
    stops.splice(1, 0, () =>
      keeping.then(
        (kept) => kept.stop(),
        () => undefined,
      ),
    )
    const renderer = ensureRenderer(root, report)
    const showing = early ? renderer.then(() => show(early.ready.address)) : null
    if (showing)
      stops.push(() =>
        showing.then(
          (window) => window?.close(),
          () => undefined,
        ),
      )
    // Failures of these promises are reported when they are awaited below, not as unhandled rejections now.
    for (const waited of [renderer, showing, keeping]) waited?.catch(() => undefined)
    const central = await starting
    bar.end()
    const kept = await keeping
    await renderer

    const { url: centralUrl } = central.ready
    const [enrolmentCode] = central.ready.enrolmentCodes
    if (electron !== null) {
      const window = await openElectronWindow(electron, root, { centralUrl, enrolmentCode, dataDir: deskFolder })
      stops.push(() => window.close())
      report('Ghișeu DES is open in its window. Ctrl+C here stops everything.')
      return await untilEnd([window.closed, kept.ended], interrupted)
    }

    const desk = { early, start: startDesk, enrolmentCode }
    return await runDesk(desk, { show, showing, stops, central: kept, interrupted })
  } catch (failure) {
    report(`The office could not be started: ${failure instanceof Error ? failure.message : String(failure)}`)
    return 1
  } finally {
    await stopAll()
  }
}

interface Desk {
  /** The desk that was started before the central store; null without one. */
  readonly early: OfficeProcess<DeskReady> | null
  readonly start: (enrolmentCode?: string) => Promise<OfficeProcess<DeskReady>>
  readonly enrolmentCode: string | undefined
}
interface Around {
  readonly show: (address: string) => Promise<OpenWindow | null>
  /** The window of the early desk. */
  readonly showing: Promise<OpenWindow | null> | null
  readonly stops: (() => Promise<void> | void)[]
  readonly central: KeptProcess
  readonly interrupted: Promise<'interrupted'>
}

/** Runs the desk with its window until one of them, or the central store, ends for good. */
async function runDesk({ early, start, enrolmentCode }: Desk, around: Around): Promise<number> {
  const { show, showing, stops, central, interrupted } = around
  const first = early ?? (await start(enrolmentCode))
  early?.send({ centralReady: { enrolmentCode } })
  const windows = followWindows(show)
  const desk = keepRunning(first, {
    name: 'The desk',
    start: () => start(),
    report,
    // Its address works once, so the window that is open cannot find it again.
    onAgain: ({ address }) => windows.openAnew(address),
  })
  stops.push(
    () => desk.stop(),
    () => windows.close(),
  )
  await windows.follow(showing ?? show(first.ready.address))
  return untilEnd([windows.closed, central.ended, desk.ended], interrupted)
}

/** The window of the desk: a new one takes its place when the desk was started again. */
function followWindows(show: (address: string) => Promise<OpenWindow | null>) {
  let current: OpenWindow | null = null
  const { promise: closed, resolve } = Promise.withResolvers<unknown>()
  const follow = async (opening: Promise<OpenWindow | null>): Promise<void> => {
    const window = await opening
    current = window
    // A window that was closed to make room for the next one ends nothing.
    void window?.closed.then((value) => current === window && resolve(value))
  }
  const close = async (): Promise<void> => {
    const window = current
    current = null
    await window?.close()
  }
  return {
    closed,
    follow,
    close,
    openAnew: async (address: string) => {
      await close()
      await follow(show(address))
    },
  }
}

/** Null when the port is in use or an office is already running in the folder; the reason is printed. */
async function lockOffice(options: StartOptions, data: string): Promise<FolderLock | null> {
  if (!(await isPortFree(options.port))) {
    report(`Port ${String(options.port)} is in use: choose another with --port, or leave it out.`)
    return null
  }
  let taken: ReturnType<typeof takeOfficeLock>
  try {
    taken = takeOfficeLock(data)
  } catch (failure) {
    const { code, name } = failure as NodeJS.ErrnoException
    report(
      `The folder ${options.data} cannot be used (${code ?? name}): it has to belong to you and to be writable. ` +
        'Choose another: npm start -- --data DIR',
    )
    return null
  }
  if (taken.ok) return taken.lock
  report(
    `An office is already running in ${options.data} (process ${String(taken.pid ?? 'unknown')}). ` +
      'Stop it first (Ctrl+C there), or choose another folder: npm start -- --data DIR',
  )
  return null
}

/** Opens a Chromium window on the browser host. Without a display or a Chromium it prints the address instead. */
async function openWindow(options: StartOptions, address: string, profile: string): Promise<OpenWindow | null> {
  const obstacle = obstacleToWindow(options)
  const opened =
    obstacle === null ? await openChromiumWindow(address, profile, report) : { ok: false as const, message: obstacle }
  if (opened.ok) {
    report('Ghișeu DES is open in its window. Ctrl+C here stops everything.')
    return opened.window
  }
  const instructions = `The application is served at this address, which works once:\n\n  ${address}`
  report(`${opened.message} ${instructions}\n\nCtrl+C stops everything.`)
  return null
}

function obstacleToWindow({ headless }: StartOptions): string | null {
  if (headless) return 'Started without a window.'
  return hasDisplay(process.platform, process.env) ? null : 'This machine has no display.'
}

async function untilEnd(ends: readonly Promise<unknown>[], interrupted: Promise<'interrupted'>): Promise<number> {
  const first = await Promise.race([interrupted, ...ends.map((end) => end.then((value) => ({ value })))])
  return first === 'interrupted' || first.value === 0 || first.value === undefined ? 0 : 1
}

const parsed = parseStartOptions(process.argv.slice(2))
if (!parsed.ok) {
  console.error(`${parsed.message}\n\n${START_HELP}`)
  process.exitCode = 2
} else if (parsed.value.help) {
  report(START_HELP)
} else {
  process.exitCode = await run(parsed.value)
}
