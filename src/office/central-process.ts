/**
 * The central store of the office as a process: seeds the demonstration on the first start, then serves until stopped.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { startCentral } from '../central/central.ts'
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

const dataDir = values.data
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
if (!existsSync(path.join(dataDir, 'store.sqlite'))) {
  const { makeDemonstration } = await import('../demonstration/make-demonstration.ts')
  await makeDemonstration({
    dataDir,
    now: Date.now(),
    verifyUrl: `http://127.0.0.1:${values.port}/verify/`,
    onProgress: ({ step, done, total }) =>
      send({ progress: { step: `Making the demonstration office: ${STEP_NAMES[step]}`, done, total } }),
  })
}
const central = await startCentral({ dataDir, host: '127.0.0.1', port: Number(values.port), demonstration: true, log })
onStop(() => central.close())

const codes: string[] = []
for (let n = 0; n < Number(values.workstations); n++) codes.push((await central.issueEnrolmentCode()).code)
send({ url: central.url, enrolmentCodes: codes, logins: demonstrationLogins() })
