/** One decision on the request as it was when the dialog opened: sent, announced, and then the screen continues. */
import type { ProcedureInput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useAnnounce } from '../../ui/index.ts'
import type { DecisionProps } from './decision-dialog.tsx'

type DecidingProcedure = 'request.reject' | 'request.file' | 'request.extend' | 'request.forward' | 'request.return'
type Decided<P extends DecidingProcedure> = Omit<ProcedureInput<P>, 'requestId' | 'revision'>

/** @param announcement read out once the decision is accepted */
export function useDecision<P extends DecidingProcedure>(
  procedure: P,
  { detail, isOpen, onClose, onDone }: DecisionProps,
  announcement: string,
) {
  const announce = useAnnounce()
  const { run, busy, problem } = useCommand(procedure)
  const { id: requestId, revision } = detail.request
  return {
    requestId,
    dialog: { isOpen, onClose, busy, problem },
    decide: async (decided: Decided<P>): Promise<void> => {
      const result = await run({ requestId, revision, ...decided } as ProcedureInput<P>)
      if (!result.ok) return
      announce(announcement)
      onDone()
    },
  }
}
