/** The two long-lived processes of an office. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { startProcess, type OfficeProcess, type Progress } from './child-process.ts'

const login = z.object({
  username: z.string(),
  password: z.string(),
  name: z.string(),
  role: z.enum(['clerk', 'supervisor', 'administrator', 'auditor']),
})
const centralReady = z.object({
  url: z.url(),
  /** One for each workstation that is to be enrolled; each start issues new ones. */
  enrolmentCodes: z.array(z.string()),
  logins: z.array(login),
})
export type CentralReady = z.infer<typeof centralReady>

const script = (name: string) => path.join(import.meta.dirname, name)

export interface CentralChoice {
  readonly port: number
  /** How many workstations need an enrolment code. */
  readonly workstations?: number
  readonly onProgress?: (progress: Progress) => void
}

/** Starts the central store with its demonstration office, which is seeded on the first start. */
export const startCentralProcess = (
  dataDir: string,
  { port, workstations = 1, onProgress }: CentralChoice,
): Promise<OfficeProcess<CentralReady>> =>
  startProcess(
    script('central-process.ts'),
    ['--data', dataDir, '--port', String(port), '--workstations', String(workstations)],
    { ready: centralReady, ...(onProgress ? { onProgress } : {}) },
  )

const deskReady = z.object({ origin: z.url(), address: z.url() })
export type DeskReady = z.infer<typeof deskReady>

export interface DeskChoice {
  readonly dataDir: string
  readonly centralUrl: string
  readonly enrolmentCode: string | undefined
  readonly port?: number
  readonly logins: CentralReady['logins']
}

/**
 * Starts the fourth workstation, with the browser host; the demonstration has enrolled three. The demonstration logins
 * and the enrolment code are passed in files, because every user of the machine can read a command line.
 */
export async function startDeskProcess({
  dataDir,
  centralUrl,
  enrolmentCode,
  port = 0,
  logins,
}: DeskChoice): Promise<OfficeProcess<DeskReady>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const secretFile = (name: string, content: string): string => {
    const file = path.join(dataDir, name)
    writeFileSync(file, content, { mode: 0o600 })
    return file
  }
  const loginsFile = secretFile('demonstration-logins.json', JSON.stringify(logins))
  const args = [
    '--data',
    dataDir,
    '--central',
    centralUrl,
    '--name',
    'Ghișeul 4',
    '--port',
    String(port),
    '--demonstration-logins',
    loginsFile,
  ]
  return startProcess(
    path.join(import.meta.dirname, '../desk/main.ts'),
    [
      ...args,
      ...(enrolmentCode === undefined ? [] : ['--enrolment-file', secretFile('enrolment-code', enrolmentCode)]),
    ],
    { ready: deskReady },
  )
}
