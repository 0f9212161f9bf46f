/** The second half of the main job: two requests are registered offline; one is executed later, one is rejected. */
import { localDay } from '../../domain/calendar/bucharest.ts'
import { CAST } from '../../demonstration/population/cast.ts'
import { ask, askUntil } from './asking.ts'
import { registerAtCounter, signIn, type Registered } from './clerk.ts'
import { holdsNoMedicalData, holdsNothing } from './inspection.ts'
import type { MainJobOffice } from './main-job-office.ts'
import { approve, printReceipt, receiveForReview } from './supervisor.ts'

export interface RegisteredOffline {
  readonly revert: Registered
  readonly anonymisation: Registered
}

export async function registerOffline(office: MainJobOffice, requestOnReview: Registered): Promise<RegisteredOffline> {
  const { counter, supervisorDesk, central, scan, savePaper } = office
  const { chapter, act, check } = office.transcript
  const requestedDay = localDay(Date.now())
  chapter('4. The central store goes away; the counter goes on')
  await central.kill()
  const status = await askUntil(counter, 'sync.status', {}, ({ state }) => state === 'offline')
  check(
    'the desk shows that it is offline, and since when',
    status.state === 'offline' && status.offlineSince !== null,
    status,
  )
  const revert = await registerAtCounter(counter, {
    person: CAST.vasile,
    kind: 'revert',
    scan: scan('revenire-apetrei.jpg'),
    requestedDay,
  })
  act(`revert registered offline as ${revert.answer.number}`)
  const anonymisation = await registerAtCounter(counter, {
    person: CAST.toader,
    kind: 'anonymise',
    scan: scan('fotografiata-hartescu.jpg'),
    requestedDay,
  })
  act(`another anonymisation registered offline as ${anonymisation.answer.number}`)
  const answers = [revert.answer, anonymisation.answer]
  check(
    'both have real numbers and wait to be sent',
    answers.every(({ provisional, pending }) => !provisional && pending),
    answers,
  )
  check('their proofs are printed all the same', revert.job.state !== 'failed' && anonymisation.job.state !== 'failed')
  await savePaper(counter, revert.proof.sha256, '4-dovada-offline.pdf', 'Proof of registration, offline (revert)')
  const approval = await supervisorDesk.call('request.approve', {
    requestId: requestOnReview.answer.requestId,
    revision: 1,
    planHash: '0'.repeat(64),
    surname: 'x',
  })
  check('nobody can approve without the central store', !approval.ok, approval)
  return { revert, anonymisation }
}

export async function executeRevert(office: MainJobOffice, { answer }: Registered): Promise<void> {
  const { counter, supervisorDesk, central, store, loginOf, savePaper, checkReceipt } = office
  const { chapter, act, check } = office.transcript
  chapter('5. It comes back; everything arrives')
  await central.restart()
  await ask(counter, 'sync.now', {})
  await ask(supervisorDesk, 'sync.now', {})
  const sent = await askUntil(counter, 'sync.status', {}, ({ state, queued }) => state === 'online' && queued === 0)
  check('the queue of the desk is empty', sent.queued === 0 && sent.parked === 0 && sent.decisions === 0, sent)
  await signIn(supervisorDesk, loginOf('supervisor'))
  const review = await receiveForReview(supervisorDesk, answer.requestId)
  check('the revert kept its number', review.number === answer.number, review.number)
  const reverted = await approve(supervisorDesk, review)
  const dossiers = store.dossiersOf(CAST.vasile.cnp)
  const newest = dossiers.at(-1)
  check(
    'the holder has a new, empty dossier that begins with the day of the request',
    dossiers.length === 2 &&
      newest?.state === 'active' &&
      holdsNoMedicalData(newest) &&
      newest.contentFromDay === localDay(Date.now()),
    dossiers,
  )
  check(
    'nothing older came back',
    dossiers[0] !== undefined && holdsNothing(dossiers[0]) && !dossiers[0].hasKey,
    dossiers[0],
  )
  const { preview } = await printReceipt(supervisorDesk, answer.requestId)
  const pdf = await savePaper(supervisorDesk, preview.sha256, '5-recipisa-revenire.pdf', 'Receipt (revert)')
  await checkReceipt(pdf, preview.verificationCode, 'receipt of the revert')
  act(`revert executed: ${reverted.detail.request.state}`)
}

export async function rejectAnonymisation(office: MainJobOffice, { answer }: Registered): Promise<void> {
  const { supervisorDesk, store, savePaper } = office
  const { chapter, check } = office.transcript
  const { requestId } = answer
  chapter('6. One request is rejected with a letter')
  const review = await receiveForReview(supervisorDesk, requestId)
  await ask(supervisorDesk, 'request.reject', {
    requestId,
    revision: review.request.revision,
    reason: 'identity-not-confirmed',
    explanation: 'Fotografia din act nu a putut fi comparată cu persoana.',
  })
  const rejected = await askUntil(
    supervisorDesk,
    'request.open',
    { requestId },
    ({ request, papers }) =>
      request.state === 'rejected' && papers.some(({ paper, available }) => paper === 'letter' && available),
  )
  check('the rejection is on record', rejected.request.state === 'rejected', rejected.request.state)
  const letter = await ask(supervisorDesk, 'paper.preview', { requestId, paper: 'letter' })
  await savePaper(supervisorDesk, letter.sha256, '6-raspuns-respingere.pdf', 'Letter (rejection)')
  check(
    'the dossier of the rejected applicant is unchanged',
    store.dossiersOf(CAST.toader.cnp).every(({ state, held }) => state === 'active' && held.clinical_document > 0),
  )
}
