/**
 * Executes an approved request, exactly once (sync.md S10).
 *
 * 1. Claim: a transaction that says it runs. 2. The receipt is rendered and sealed in memory. 3. One transaction does
 * everything: what is erased or opened, the certificate, the receipt with its sealed bytes, audit, changes, and that it
 * is executed. 4. The log files are cut.
 *
 * The receipt is made before that transaction and kept inside it, not after it: so there is no moment in which data are
 * gone and no receipt exists, a seal that cannot seal stops the erasure instead of following it, and a crash anywhere
 * leaves either nothing or all. What was sealed for a transaction that did not commit is never kept and never seen. If
 * what is there has changed while the receipt was made, it is made again.
 */
import { type Claim, claimExecution } from './claim-execution.ts'
import { commitExecution } from './commit-execution.ts'
import type { ExecutionServices } from './execution-services.ts'
import { prepareReceipt } from './prepare-receipt.ts'

export type Executed = Exclude<Claim, { outcome: 'claimed' }> | { readonly outcome: 'overtaken' }

/** Runs a request's execution to its end, or says why not. Safe to call again at any time, and by two at once. */
export async function executeRequest(services: ExecutionServices, requestId: string): Promise<Executed> {
  const claim = await claimExecution(services, requestId)
  if (claim.outcome !== 'claimed') return claim
  services.reached('claimed')
  for (;;) {
    const receipt = await prepareReceipt(services, claim.request)
    services.reached('sealed')
    const committed = await commitExecution(services, claim, receipt)
    if (committed.outcome === 'basis-changed') continue
    services.reached('committed')
    if (committed.outcome === 'executed') {
      await services.store.forgetDeleted()
      services.reached('forgotten')
    }
    return committed
  }
}
