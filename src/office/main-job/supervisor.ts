/**
 * The steps of the supervisor: look at the whole request and its plan, approve, wait for the execution, print the
 * receipt.
 */
import type { Desk } from '../../desk/desk-interface.ts'
import type { ProcedureOutput, RequestDetail } from '../../protocol/desk.ts'
import { ask, askUntil } from './asking.ts'

/** Waits until a request from another desk has arrived here in a state to decide on. */
export const receiveForReview = (desk: Desk, requestId: string): Promise<RequestDetail> =>
  waitForRequest(desk, requestId).then(() =>
    askUntil(desk, 'request.open', { requestId }, ({ request }) => request.state === 'in_review'),
  )

async function waitForRequest(desk: Desk, requestId: string): Promise<void> {
  for (const until = performance.now() + 15_000; performance.now() < until;) {
    const opened = await desk.call('request.open', { requestId })
    if (opened.ok) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export interface Executed {
  readonly plan: ProcedureOutput<'request.plan'>
  readonly detail: RequestDetail
}

/** Approves the plan that was shown, types the surname, and waits until the central store has executed the request. */
export async function approve(desk: Desk, detail: RequestDetail): Promise<Executed> {
  const requestId = detail.request.id
  const plan = await ask(desk, 'request.plan', { requestId })
  await ask(desk, 'request.approve', {
    requestId,
    revision: detail.request.revision,
    planHash: plan.hash,
    surname: detail.request.holder.surname,
  })
  return {
    plan,
    detail: await askUntil(
      desk,
      'request.open',
      { requestId },
      ({ request, papers }) =>
        request.state === 'executed' && papers.some(({ paper, available }) => paper === 'receipt' && available),
    ),
  }
}

/** Shows the sealed receipt of the central store and prints it. */
export async function printReceipt(
  desk: Desk,
  requestId: string,
): Promise<{ preview: ProcedureOutput<'paper.preview'>; job: ProcedureOutput<'paper.print'> }> {
  const preview = await ask(desk, 'paper.preview', { requestId, paper: 'receipt' })
  return { preview, job: await ask(desk, 'paper.print', { requestId, paper: 'receipt' }) }
}
