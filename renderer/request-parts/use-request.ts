/** One open request with the actions that the desk allows. */
import type { ProcedureOutput } from '../../src/protocol/desk.ts'
import type { RequestAction } from '../../src/request/acts.ts'
import { useProcedure } from '../desk/use-procedure.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'

export const useRequest = (requestId: string) => useProcedure('request.open', { requestId })

/**
 * Why an action is refused now, in words; null if it is allowed. An action that the desk does not list is not offered.
 */
export function useRefusals(detail: ProcedureOutput<'request.open'> | undefined) {
  const words = useProblemWords()
  return (action: RequestAction): string | null => {
    const found = detail?.actions.find((candidate) => candidate.action === action)
    if (!found) return ''
    return found.refusal ? words(found.refusal).what : null
  }
}
