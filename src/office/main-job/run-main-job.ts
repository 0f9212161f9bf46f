/**
 * The main job from end to end, on real processes, files and papers: register, review, approve, execute, print; work
 * offline and reconnect; anonymise and revert. Every claim is checked against the stores themselves.
 */
import { execFile } from 'node:child_process'
import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { CAST } from '../../demonstration/population/cast.ts'
import {
  approveAnonymisation,
  printAnonymisationReceipt,
  registerAnonymisation,
  signInBoth,
} from './anonymisation-chapters.ts'
import { openMainJobOffice, type MainJob, type MainJobOffice, type SavedPaper } from './main-job-office.ts'
import { executeRevert, registerOffline, rejectAnonymisation } from './offline-chapters.ts'

export async function runMainJob(job: MainJob): Promise<readonly SavedPaper[]> {
  await rm(job.folder, { recursive: true, force: true })
  await mkdir(job.folder, { recursive: true })
  job.transcript.chapter('1. The office opens')
  const office = await openMainJobOffice(job)
  try {
    job.transcript.act(`central store at ${office.url}, with its demonstration office`)
    await signInBoth(office)
    const registered = await registerAnonymisation(office)
    await approveAnonymisation(office, registered)
    await printAnonymisationReceipt(office, registered)
    const { revert, anonymisation } = await registerOffline(office, registered)
    await executeRevert(office, revert)
    await rejectAnonymisation(office, anonymisation)
    await checkTheBooks(job, office)
    return office.papers
  } finally {
    await office.close()
  }
}

async function checkTheBooks({ root }: MainJob, office: MainJobOffice): Promise<void> {
  const { counter, supervisorDesk, central, store } = office
  const { chapter, check } = office.transcript
  chapter('7. The books')
  check('no registration number was given twice', store.numbersGivenTwice().length === 0, store.numbersGivenTwice())
  await Promise.all([counter.close(), supervisorDesk.close(), central.stop()])
  const audit = await verifyAuditChain(root, office.centralFolder)
  check('the audit chain verifies', audit.code === 0, audit.output)
  const files = await filesUnder(office.folder, (file) => file.includes('desk-') || file.endsWith('.log'))
  const leaking = files.filter(({ bytes }) =>
    [CAST.ana, CAST.vasile, CAST.toader].some(({ cnp, surname }) => bytes.includes(cnp) || bytes.includes(surname)),
  )
  check(
    'no file of a desk and no log holds a name or a CNP in clear',
    ['cache.db', 'journal.bin', '.log'].every((ending) => files.some(({ file }) => file.endsWith(ending))) &&
      leaking.length === 0,
    leaking.map(({ file }) => file),
  )
}

async function filesUnder(
  folder: string,
  wanted: (file: string) => boolean,
): Promise<{ file: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
  return Promise.all(
    files.filter(wanted).map(async (file) => ({ file, bytes: await readFile(path.join(folder, file)) })),
  )
}

/** Runs `npm run central -- verify-audit`, as an auditor would. */
async function verifyAuditChain(root: string, dataDir: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [path.join(root, 'src/central/main.ts'), 'verify-audit', '--data', dataDir],
      (failure, stdout, stderr) => resolve({ code: failure ? 1 : 0, output: `${stdout}${stderr}`.trim() }),
    ),
  )
}
