/** An enrolment code that no person issues: at the first start and from the command line. The audit names the store. */
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'
import { issueEnrolmentCode } from './workstations.ts'

export const issueCodeFromTheStore = (
  { store, random, identity: { storeId } }: { store: Store; random: Random; identity: { readonly storeId: string } },
  body: Readonly<Record<string, string>>,
): Promise<{ code: string; expiresAt: string }> =>
  store.write((writing) => {
    writing.audited({ actor: storeId, device: null, action: 'enrolment-code.issued', subjectRef: null, body })
    return issueEnrolmentCode(writing, random, storeId)
  })
