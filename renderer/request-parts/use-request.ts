/** One open request with its actions as the desk allows them. */
import type { ProcedureOutput } from '../../src/protocol/desk.ts'
import type { RequestAction } from '../../src/request/acts.ts'
import { useProcedure } from '../desk/use-procedure.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'

export const useRequest = (requestId: string) => useProcedure('request.open', { requestId })

/** Why an action is refused now, in words; null where it is allowed. What the desk does not name is not offered. */
export function useRefusals(detail: ProcedureOutput<'request.open'> | undefined) {
  const words = useProblemWords()
  return (action: RequestAction): string | null => {
    const found = detail?.actions.find((candidate) => candidate.action === action)
    if (!found) return ''
    return found.refusal ? words(found.refusal).what : null
  }
}
