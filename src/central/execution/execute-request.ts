/**
 * Executes an approved request exactly once (docs/protocol.md S10).
 *
 * 1. Claim: a transaction marks it as running. 2. The receipt is rendered and sealed in memory. 3. One transaction
 * makes all changes: what is erased or opened, the certificate, the receipt with its sealed bytes, audit, feed and the
 * state *executed*. 4. The log files of the database are truncated.
 *
 * The receipt is made before that transaction and stored inside it. So there is no moment in which data are gone and no
 * receipt exists; a seal that fails stops the erasure instead of following it; and a crash at any point leaves either
 * nothing or everything. A receipt sealed for a transaction that did not commit is discarded. If the data have changed
 * while the receipt was made, it is made again.
 */
import { type Claim, claimExecution } from './claim-execution.ts'
import { commitExecution } from './commit-execution.ts'
import type { ExecutionServices } from './execution-services.ts'
import { prepareReceipt } from './prepare-receipt.ts'

export type Executed = Exclude<Claim, { outcome: 'claimed' }> | { readonly outcome: 'overtaken' }

/**
 * Runs the execution of a request to its end, or returns why not. Safe to call again at any time, also by two callers
 * at once.
 */
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
