/** The first half of the main job: a request for anonymisation is registered, approved, executed and printed. */
import { formatDay, localDay } from '../../domain/calendar/bucharest.ts'
import { CAST } from '../../demonstration/population/cast.ts'
import { ask, askUntil } from './asking.ts'
import { registerAtCounter, signIn, type Registered } from './clerk.ts'
import { type DossierFacts, holdsNothing } from './inspection.ts'
import type { MainJobOffice } from './main-job-office.ts'
import { approve, printReceipt, receiveForReview } from './supervisor.ts'

export async function signInBoth({
  transcript: { check },
  counter,
  supervisorDesk,
  loginOf,
}: MainJobOffice): Promise<void> {
  await signIn(counter, loginOf('clerk'))
  await signIn(supervisorDesk, loginOf('supervisor'))
  const status = await askUntil(
    counter,
    'sync.status',
    {},
    ({ state, head, cursor, numbersLeft }) => state === 'online' && head !== null && cursor >= head && numbersLeft > 0,
  )
  check(
    'both desks are enrolled and in step with the central store, with registration numbers at hand',
    status.state === 'online' && status.numbersLeft > 0,
    status,
  )
}

export async function registerAnonymisation(office: MainJobOffice): Promise<Registered> {
  const { counter, store, scan, savePaper } = office
  const { chapter, act, check } = office.transcript
  const { ana } = CAST
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
    requestedDay: localDay(Date.now()),
  })
  act(`registered as ${registered.answer.number}; due ${formatDay(registered.answer.dueDay)}`)
  check(
    'it has a real registration number and went to review at once',
    !registered.answer.provisional && registered.answer.missing.length === 0,
    registered.answer,
  )
  check('the proof of registration is printed', registered.job.state !== 'failed', registered.job)
  await savePaper(counter, registered.proof.sha256, '1-dovada-inregistrarii.pdf', 'Proof of registration (anonymise)')
  return registered
}

const isErased = (dossier: DossierFacts): boolean =>
  dossier.state === 'anonymised' && !dossier.hasKey && holdsNothing(dossier)

export async function approveAnonymisation(office: MainJobOffice, { answer }: Registered): Promise<void> {
  const { counter, supervisorDesk, store } = office
  const { chapter, act, check } = office.transcript
  const { ana } = CAST
  const { requestId } = answer
  chapter('3. The supervisor reviews and approves')
  const documents = store.documentIdsOf(ana.cnp)
  const review = await receiveForReview(supervisorDesk, requestId)
  check(
    'it reached the supervisor’s desk, ready for approval',
    review.request.state === 'in_review',
    review.request.state,
  )
  const own = await counter.call('request.approve', {
    requestId,
    revision: review.request.revision,
    planHash: '0'.repeat(64),
    surname: ana.surname,
  })
  check('the clerk who registered it cannot approve it', !own.ok && own.problem.code === 'right.missing', own)
  const executed = await approve(supervisorDesk, review)
  const planned = executed.plan.counts.reduce((sum, { count }) => sum + count, 0)
  act(`approved a plan of ${String(planned)} items, ${String(documents.length)} of them clinical documents`)
  check('the central store executed it', executed.detail.request.state === 'executed', executed.detail.request.state)
  const after = store.dossiersOf(ana.cnp)
  check(
    'every document, record, grant, log entry, link and the key are gone from the store',
    after.every(isErased),
    after,
  )
  check('it was executed once', store.executionsOf(requestId) === 1)
}

export async function printAnonymisationReceipt(office: MainJobOffice, { answer }: Registered): Promise<void> {
  const { supervisorDesk, savePaper, checkReceipt } = office
  const { check } = office.transcript
  const { requestId } = answer
  const receipt = await printReceipt(supervisorDesk, requestId)
  check('the receipt is printed', receipt.job.state !== 'failed', receipt.job)
  const { sha256, verificationCode } = receipt.preview
  const pdf = await savePaper(supervisorDesk, sha256, '2-recipisa-anonimizare.pdf', 'Receipt (anonymise)')
  await checkReceipt(pdf, verificationCode, 'receipt')
  await printReceipt(supervisorDesk, requestId)
  const again = await ask(supervisorDesk, 'paper.preview', { requestId, paper: 'receipt' })
  check('a second copy of the receipt is a DUPLICAT', again.duplicate, again)
  await savePaper(supervisorDesk, again.sha256, '3-recipisa-duplicat.pdf', 'Receipt, reprinted (DUPLICAT)')
}
