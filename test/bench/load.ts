/**
 * Twenty desks push 200 commands each, at once: the time until all are applied. The commands are made and signed
 * before. To compare two versions, alternate this in both.
 */
import { v7 } from 'uuid'
import type { CommandEnvelope } from '../../src/protocol/commands.ts'
import { fictionalCnp, lease, openOffice, PASSWORD, registration } from '../support/central/office.ts'
import { enrolWorkstation, type Workstation } from '../support/central/workstation.ts'
import type { Figures } from './run.ts'

const DESKS = 20
const COMMANDS = 200
/** A registration and its notes. */
const EACH = 5

async function commandsOf(desk: Workstation): Promise<CommandEnvelope[]> {
  const session = await desk.signIn('clerk', PASSWORD)
  const from = await lease(desk, COMMANDS)
  return Array.from({ length: COMMANDS / EACH }, (_, n) => {
    const by = { aggregateId: v7(), session }
    const payload = registration({ cnp: fictionalCnp(from + n), sequence: from + n })
    const notes = Array.from({ length: EACH - 1 }, () => ({ noteId: v7(), text: 'a sunat' }))
    return [
      desk.command({ kind: 'register-request', ...by, payload }),
      ...notes.map((note) => desk.command({ kind: 'add-note', ...by, payload: note })),
    ]
  }).flat()
}

export async function run(): Promise<Figures> {
  const office = await openOffice({}, { sealed: false })
  const desks: { desk: Workstation; commands: CommandEnvelope[] }[] = []
  for (let n = 0; n < DESKS; n++) {
    const { code } = await office.central.issueEnrolmentCode()
    // The first is the office's own: only twenty may enrol in a minute.
    const desk =
      n === 0 ? office.desk : await enrolWorkstation(office.central.url, code, { now: () => office.clock.now })
    desks.push({ desk, commands: await commandsOf(desk) })
  }
  const used = process.cpuUsage()
  const began = performance.now()
  const answers = await Promise.all(desks.map(({ desk, commands }) => desk.push(commands)))
  const milliseconds = Math.round(performance.now() - began)
  const { user, system } = process.cpuUsage(used)
  const processorMs = Math.round((user + system) / 1000)
  const receipts = answers.flatMap(({ result }) => (result.ok ? result.value.receipts : []))
  await office.close()
  return { milliseconds, processorMs, applied: receipts.filter(({ outcome }) => outcome === 'applied').length }
}
