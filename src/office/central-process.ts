/**
 * The central store of the office as a process: seeds the demonstration on the first start, then serves until stopped.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { startCentral } from '../central/central.ts'
import { StartRefused } from '../central/folder/start-refused.ts'
import { filesOf, stateOfFolder } from '../central/folder/store-folder.ts'
import { createLog } from '../central/log.ts'
import { demonstrationLogins } from '../demonstration/population/staff.ts'
import type { DemonstrationStep } from '../demonstration/make-demonstration.ts'
import type { CentralReady } from './office-processes.ts'
import type { Progress } from './child-process.ts'
import { onStop } from './on-stop.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string' }, workstations: { type: 'string', default: '1' } },
})
if (values.data === undefined || values.port === undefined) throw new Error('--data and --port are needed')

const send = (message: CentralReady | { progress: Progress }) => process.stdout.write(`${JSON.stringify(message)}\n`)

process.umask(0o077)
const dataDir = values.data
const port = Number(values.port)
const workstations = Number(values.workstations)
const log = createLog(
  pino.destination({ dest: path.join(dataDir, 'central.log'), mkdir: true, mode: 0o600, sync: false }),
)

const STEP_NAMES: Record<DemonstrationStep, string> = {
  people: 'people',
  dossiers: 'dossiers and documents',
  requests: 'requests of the past weeks',
  finishing: 'finishing',
}

// The code that makes an office is loaded only when there is none yet, to keep other starts fast.
async function serve(): Promise<void> {
  if (!existsSync(filesOf(dataDir).database) && stateOfFolder(dataDir) !== 'there') {
    const { makeDemonstration } = await import('../demonstration/make-demonstration.ts')
    await makeDemonstration({
      dataDir,
      now: Date.now(),
      verifyUrl: `http://127.0.0.1:${String(port)}/verify/`,
      onProgress: ({ step, done, total }) =>
        send({ progress: { step: `Making the demonstration office: ${STEP_NAMES[step]}`, done, total } }),
    })
  }
  const central = await startCentral({ dataDir, host: '127.0.0.1', port: port, demonstration: true, log })
  onStop(() => central.close())

  const codes: string[] = []
  for (let n = 0; n < workstations; n++) codes.push((await central.issueEnrolmentCode()).code)
  send({ url: central.url, enrolmentCodes: codes, logins: demonstrationLogins() })
}

try {
  await serve()
} catch (error) {
  if (!(error instanceof StartRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
}
