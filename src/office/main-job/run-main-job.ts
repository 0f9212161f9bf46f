/**
 * The main job from end to end, on real processes, files and papers: register, review, approve, execute, print; go
 * offline and come back; anonymise and revert. What is claimed is checked against the stores themselves.
 */
import { execFile } from 'node:child_process'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pino from 'pino'
import { formatDay, localDay } from '../../domain/calendar/bucharest.ts'
import { openDesk, type Desk } from '../../desk/desk.ts'
import { fileSecretStore } from '../../desk/keys/file-secret-store.ts'
import { printerFrom } from '../../devices/printer/configuration.ts'
import { checkIntegrity } from '../../signature/index.ts'
import { CAST } from '../../demonstration/population/cast.ts'
import { centralPort } from '../free-port.ts'
import { startCentralProcess } from '../office-processes.ts'
import type { Progress } from '../child-process.ts'
import { ask, askUntil, granted } from './asking.ts'
import { registerAtCounter, signIn, type Login } from './clerk.ts'
import { inspect } from './inspection.ts'
import { approve, printReceipt, receiveForReview } from './supervisor.ts'
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
  readonly words: string
}

export async function runMainJob({
  folder,
  root,
  transcript: { chapter, act, check },
  onProgress,
}: MainJob): Promise<SavedPaper[]> {
  const office = path.join(folder, 'office')
  await rm(folder, { recursive: true, force: true })
  await mkdir(office, { recursive: true })
  const centralFolder = path.join(office, 'central')
  const papers: SavedPaper[] = []
  const stops: (() => Promise<void>)[] = []

  try {
    chapter('1. The office opens')
    const port = await centralPort(office)
    let central = await startCentralProcess(centralFolder, { port, workstations: 2, onProgress })
    stops.push(() => central.stop())
    const { url, logins, enrolmentCodes } = central.ready
    act(`central store at ${url}, with its demonstration office`)
    const openWorkstation = async (n: number): Promise<Desk> => {
      const dataDir = path.join(office, `desk-${String(n)}`)
      await mkdir(dataDir, { recursive: true })
      const desk = await openDesk({
        dataDir,
        centralUrl: url,
        enrolmentCode: enrolmentCodes[n - 1],
        deskName: `Ghișeul ${String(n)}`,
        secretStore: fileSecretStore(path.join(dataDir, 'secret.key')),
        printer: printerFrom(
          {
            kind: 'folder',
            name: `Imprimanta ${String(n)}`,
            folder: path.join(folder, 'printed', `desk-${String(n)}`),
          },
          () => new Date(),
        ),
        host: 'browser',
        version: 'demo',
        log: pino({ level: 'silent' }),
      })
      stops.push(() => desk.close())
      return desk
    }
    const counter = await openWorkstation(1)
    const office2 = await openWorkstation(2)
    const loginOf = (role: string): Login =>
      logins.find((login) => login.role === role) ?? { username: '', password: '' }
    await signIn(counter, loginOf('clerk'))
    await signIn(office2, loginOf('supervisor'))
    const arrived = await askUntil(
      counter,
      'sync.status',
      {},
      ({ state, head, cursor, numbersLeft }) =>
        state === 'online' && head !== null && cursor >= head && numbersLeft > 0,
    )
    check(
      'both desks are enrolled and in step with the central store, with registration numbers at hand',
      arrived.state === 'online' && arrived.numbersLeft > 0,
      arrived,
    )

    const { ana, vasile, toader } = CAST
    const today = localDay(Date.now())
    const scan = (name: string) => path.join(root, 'resources', 'demo', name)
    const store = inspect(path.join(centralFolder, 'store.sqlite'))
    stops.push(() => Promise.resolve(store.close()))
    const savePaper = async (desk: Desk, sha256: string, file: string, words: string): Promise<Uint8Array> => {
      const { bytes } = granted(words, await desk.getBytes(sha256))
      await writeFile(path.join(folder, file), bytes)
      papers.push({ file, words })
      return bytes
    }
    const checkReceipt = async (pdf: Uint8Array, code: string | null, what: string) => {
      const report = await checkIntegrity(pdf)
      check(`${what}: the seal covers the whole paper and holds`, report.verdict === 'valid', report.verdict)
      const page = await fetch(`${url}/verify/${String(code)}`)
      const text = await page.text()
      check(
        `${what}: the public page knows its code, and names nobody`,
        page.status === 200 &&
          [ana, vasile].every(({ cnp, surname }) => !text.includes(cnp) && !text.includes(surname)),
        page.status,
      )
    }

    chapter('2. A handwritten request for anonymisation at the counter')
    const before = store.dossiersOf(ana.cnp)
    const documents = store.documentIdsOf(ana.cnp)
    check(
      'the holder has one open dossier with medical documents under a key of its own',
      before.length === 1 && documents.length > 0 && before[0]?.hasKey === true,
      before,
    )
    const registered = await registerAtCounter(counter, {
      person: ana,
      kind: 'anonymise',
      scan: scan('anonimizare-stefanescu.jpg'),
      requestedDay: today,
    })
    act(`registered as ${registered.answer.number}; due ${formatDay(registered.answer.dueDay)}`)
    check(
      'it has a real registration number and went to review at once',
      !registered.answer.provisional && registered.answer.missing.length === 0,
      registered.answer,
    )
    check('the proof of registration is printed', registered.job.state !== 'failed', registered.job)
    await savePaper(counter, registered.proof.sha256, '1-dovada-inregistrarii.pdf', 'Proof of registration (anonymise)')

    chapter('3. The supervisor reviews and approves')
    const review = await receiveForReview(office2, registered.answer.requestId)
    check(
      'it reached the supervisor’s desk, to be approved',
      review.request.state === 'in_review',
      review.request.state,
    )
    const own = await counter.call('request.approve', {
      requestId: registered.answer.requestId,
      revision: review.request.revision,
      planHash: '0'.repeat(64),
      surname: ana.surname,
    })
    check('the clerk who registered it cannot approve it', !own.ok && own.problem.code === 'right.missing', own)
    const executed = await approve(office2, review)
    const planned = executed.plan.counts.reduce((sum, { count }) => sum + count, 0)
    act(`approved a plan of ${String(planned)} items, ${String(documents.length)} of them clinical documents`)
    check('the central store executed it', executed.detail.request.state === 'executed', executed.detail.request.state)
    const after = store.dossiersOf(ana.cnp)
    check(
      'every document, record, grant, log entry and link is gone from the store, and the key with them',
      after.every(
        (dossier) =>
          dossier.state === 'anonymised' &&
          !dossier.hasKey &&
          dossier.documents +
            dossier.records +
            dossier.grants +
            dossier.accessLog +
            dossier.securityMatrix +
            dossier.portalLinks ===
            0,
      ),
      after,
    )
    check('it was executed once', store.executionsOf(registered.answer.requestId) === 1)
    const receipt = await printReceipt(office2, registered.answer.requestId)
    check('the receipt is printed', receipt.job.state !== 'failed', receipt.job)
    const receiptPdf = await savePaper(
      office2,
      receipt.preview.sha256,
      '2-recipisa-anonimizare.pdf',
      'Receipt (anonymise)',
    )
    await checkReceipt(receiptPdf, receipt.preview.verificationCode, 'receipt')
    await printReceipt(office2, registered.answer.requestId)
    const again = await ask(office2, 'paper.preview', { requestId: registered.answer.requestId, paper: 'receipt' })
    check('a second copy of the receipt is a DUPLICAT', again.duplicate, again)
    await savePaper(office2, again.sha256, '3-recipisa-duplicat.pdf', 'Receipt, reprinted (DUPLICAT)')

    chapter('4. The central store goes away; the counter goes on')
    await central.kill()
    const away = await askUntil(counter, 'sync.status', {}, ({ state }) => state === 'offline')
    check(
      'the desk says that it is offline, and since when',
      away.state === 'offline' && away.offlineSince !== null,
      away,
    )
    const revert = await registerAtCounter(counter, {
      person: vasile,
      kind: 'revert',
      scan: scan('revenire-apetrei.jpg'),
      requestedDay: today,
    })
    act(`revert registered offline as ${revert.answer.number}`)
    const other = await registerAtCounter(counter, {
      person: toader,
      kind: 'anonymise',
      scan: scan('fotografiata-hartescu.jpg'),
      requestedDay: today,
    })
    act(`another anonymisation registered offline as ${other.answer.number}`)
    check(
      'both have real numbers and wait to be sent',
      !revert.answer.provisional && !other.answer.provisional && revert.answer.pending && other.answer.pending,
      [revert.answer, other.answer],
    )
    check('their proofs are printed all the same', revert.job.state !== 'failed' && other.job.state !== 'failed')
    await savePaper(counter, revert.proof.sha256, '4-dovada-offline.pdf', 'Proof of registration, offline (revert)')
    const offlineApproval = await office2.call('request.approve', {
      requestId: registered.answer.requestId,
      revision: 1,
      planHash: '0'.repeat(64),
      surname: 'x',
    })
    check('nobody can approve without the central store', !offlineApproval.ok, offlineApproval)

    chapter('5. It comes back; everything arrives')
    central = await startCentralProcess(centralFolder, { port, workstations: 0 })
    await ask(counter, 'sync.now', {})
    await ask(office2, 'sync.now', {})
    const sent = await askUntil(counter, 'sync.status', {}, ({ state, queued }) => state === 'online' && queued === 0)
    check('nothing is queued any more', sent.queued === 0 && sent.parked === 0 && sent.decisions === 0, sent)
    await signIn(office2, loginOf('supervisor'))
    const reverting = await receiveForReview(office2, revert.answer.requestId)
    check('the revert kept its number', reverting.number === revert.answer.number, reverting.number)
    const reverted = await approve(office2, reverting)
    const fresh = store.dossiersOf(vasile.cnp)
    const newest = fresh.at(-1)
    check(
      'the holder has a new dossier, empty, that begins with the day of the request',
      fresh.length === 2 &&
        newest?.state === 'active' &&
        newest.documents + newest.records === 0 &&
        newest.contentFromDay === today,
      fresh,
    )
    check('nothing older came back', fresh[0]?.documents === 0 && !fresh[0].hasKey, fresh[0])
    const revertReceipt = await printReceipt(office2, revert.answer.requestId)
    const revertPdf = await savePaper(
      office2,
      revertReceipt.preview.sha256,
      '5-recipisa-revenire.pdf',
      'Receipt (revert)',
    )
    await checkReceipt(revertPdf, revertReceipt.preview.verificationCode, 'receipt of the revert')
    act(`revert executed: ${reverted.detail.request.state}`)

    chapter('6. One is turned away with a letter')
    const rejecting = await receiveForReview(office2, other.answer.requestId)
    await ask(office2, 'request.reject', {
      requestId: other.answer.requestId,
      revision: rejecting.request.revision,
      reason: 'identity-not-confirmed',
      explanation: 'Fotografia din act nu a putut fi comparată cu persoana.',
    })
    const rejected = await askUntil(
      office2,
      'request.open',
      { requestId: other.answer.requestId },
      ({ request, papers: available }) =>
        request.state === 'rejected' && available.some(({ paper, available: there }) => paper === 'letter' && there),
    )
    check('the rejection is on record', rejected.request.state === 'rejected', rejected.request.state)
    const letter = await ask(office2, 'paper.preview', { requestId: other.answer.requestId, paper: 'letter' })
    await savePaper(office2, letter.sha256, '6-raspuns-respingere.pdf', 'Letter (rejection)')
    check(
      'the dossier of the person turned away is untouched',
      store.dossiersOf(toader.cnp).every(({ state, documents: kept }) => state === 'active' && kept > 0),
    )

    chapter('7. The books')
    check('no registration number was given twice', store.numbersGivenTwice().length === 0, store.numbersGivenTwice())
    await Promise.all([counter.close(), office2.close(), central.stop()])
    const audit = await verifyAuditChain(root, centralFolder)
    check('the audit chain verifies', audit.code === 0, audit.output)
    const kept = await filesUnder(office, (file) => file.includes('desk-') || file.endsWith('.log'))
    const telling = kept.filter(({ bytes }) =>
      [ana, vasile, toader].some(({ cnp, surname }) => bytes.includes(cnp) || bytes.includes(surname)),
    )
    check(
      'no file of a desk and no log holds a name or a CNP in clear',
      ['cache.db', 'journal.bin', '.log'].every((ending) => kept.some(({ file }) => file.endsWith(ending))) &&
        telling.length === 0,
      telling.map(({ file }) => file),
    )
    return papers
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => undefined)
  }
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

/** `npm run central -- verify-audit`, as an auditor would run it. */
async function verifyAuditChain(root: string, dataDir: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [path.join(root, 'src/central/main.ts'), 'verify-audit', '--data', dataDir],
      (failure, stdout, stderr) => resolve({ code: failure ? 1 : 0, output: `${stdout}${stderr}`.trim() }),
    ),
  )
}
