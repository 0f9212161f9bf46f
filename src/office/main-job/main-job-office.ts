/** The office in which the main job runs: a central store as a process, and two workstations in this process. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pino from 'pino'
import { openDesk, type Desk } from '../../desk/desk.ts'
import { fileSecretStore } from '../../desk/keys/file-secret-store.ts'
import { printerFrom } from '../../devices/printer/configuration.ts'
import { CAST } from '../../demonstration/population/cast.ts'
import { checkIntegrity } from '../../signature/index.ts'
import type { Progress } from '../child-process.ts'
import { centralPort } from '../free-port.ts'
import { startCentralProcess } from '../office-processes.ts'
import { granted } from './asking.ts'
import type { Login } from './clerk.ts'
import { inspect, type Inspection } from './inspection.ts'
import type { Transcript } from './transcript.ts'

export interface MainJob {
  /** Papers and the office's own folders go here. */
  readonly folder: string
  readonly root: string
  readonly transcript: Transcript
  readonly onProgress: (progress: Progress) => void
}

export interface SavedPaper {
  readonly file: string
  readonly title: string
}

/** What the chapters of the main job share. */
export interface MainJobOffice {
  readonly transcript: Transcript
  readonly url: string
  /** The folder of the whole office, and in it that of the central store. */
  readonly folder: string
  readonly centralFolder: string
  /** The desk of the clerk and that of the supervisor. */
  readonly counter: Desk
  readonly supervisorDesk: Desk
  readonly store: Inspection
  readonly papers: readonly SavedPaper[]
  loginOf(role: string): Login
  /** The path of a scanned page of the demonstration. */
  scan(name: string): string
  savePaper(desk: Desk, sha256: string, file: string, title: string): Promise<Uint8Array>
  checkReceipt(pdf: Uint8Array, code: string | null, title: string): Promise<void>
  readonly central: { kill(): Promise<void>; restart(): Promise<void>; stop(): Promise<void> }
  /** Stops everything that is still open. */
  close(): Promise<void>
}

export async function openMainJobOffice(job: MainJob): Promise<MainJobOffice> {
  const { folder, root, transcript, onProgress } = job
  const office = path.join(folder, 'office')
  const centralFolder = path.join(office, 'central')
  await mkdir(office, { recursive: true })
  const stops: (() => Promise<void>)[] = []
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch(() => undefined)
  }
  try {
    const port = await centralPort(office)
    let central = await startCentralProcess(centralFolder, { port, workstations: 2, onProgress })
    stops.push(() => central.stop())
    const { url, logins, enrolmentCodes } = central.ready
    const openWorkstation = async (n: number): Promise<Desk> => {
      const desk = await openDeskOf({ job, office, n, centralUrl: url, enrolmentCode: enrolmentCodes[n - 1] })
      stops.push(() => desk.close())
      return desk
    }
    const counter = await openWorkstation(1)
    const supervisorDesk = await openWorkstation(2)
    const store = inspect(path.join(centralFolder, 'store.sqlite'))
    stops.push(() => Promise.resolve(store.close()))
    const papers: SavedPaper[] = []
    return {
      transcript,
      url,
      folder: office,
      centralFolder,
      counter,
      supervisorDesk,
      store,
      papers,
      loginOf: (role) => logins.find((login) => login.role === role) ?? { username: '', password: '' },
      scan: (name) => path.join(root, 'resources', 'demo', name),
      savePaper: async (desk, sha256, file, title) => {
        const { bytes } = granted(title, await desk.getBytes(sha256))
        await writeFile(path.join(folder, file), bytes)
        papers.push({ file, title })
        return bytes
      },
      checkReceipt: (pdf, code, title) => checkReceipt({ transcript, url }, pdf, code, title),
      central: {
        kill: () => central.kill(),
        restart: async () => {
          central = await startCentralProcess(centralFolder, { port, workstations: 0 })
        },
        stop: () => central.stop(),
      },
      close,
    }
  } catch (failure) {
    await close()
    throw failure
  }
}

interface Workstation {
  readonly job: MainJob
  readonly office: string
  readonly n: number
  readonly centralUrl: string
  readonly enrolmentCode: string | undefined
}

async function openDeskOf({ job, office, n, centralUrl, enrolmentCode }: Workstation): Promise<Desk> {
  const dataDir = path.join(office, `desk-${String(n)}`)
  await mkdir(dataDir, { recursive: true })
  return openDesk({
    dataDir,
    centralUrl,
    enrolmentCode,
    deskName: `Ghișeul ${String(n)}`,
    secretStore: fileSecretStore(path.join(dataDir, 'secret.key')),
    printer: printerFrom(
      {
        kind: 'folder',
        name: `Imprimanta ${String(n)}`,
        folder: path.join(job.folder, 'printed', `desk-${String(n)}`),
      },
      () => new Date(),
    ),
    host: 'browser',
    version: 'demo',
    log: pino({ level: 'silent' }),
    // A program works here, without the input that keeps a screen open.
    idleMs: 60 * 60_000,
  })
}

async function checkReceipt(
  { transcript: { check }, url }: Pick<MainJobOffice, 'transcript' | 'url'>,
  pdf: Uint8Array,
  code: string | null,
  title: string,
): Promise<void> {
  const report = await checkIntegrity(pdf)
  check(`${title}: the seal covers the whole paper and is valid`, report.verdict === 'valid', report.verdict)
  const page = await fetch(`${url}/verify/${String(code)}`)
  const text = await page.text()
  check(
    `${title}: the public page finds its code and names no person`,
    page.status === 200 &&
      [CAST.ana, CAST.vasile].every(({ cnp, surname }) => !text.includes(cnp) && !text.includes(surname)),
    page.status,
  )
}
