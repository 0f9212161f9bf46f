/** A rejection is answered with a letter, and an execution that has not begun is called off. */
import { callOffExecution } from '../../execution/call-off-execution.ts'
import { orderLetter } from '../../papers/order-letter.ts'
import type { Keeping } from '../../commands/command.ts'

export const rejectRequest: Keeping<'reject-request'> = {
  kept: async (context, { before, payload: { reason, explanation } }) => {
    await callOffExecution(context.writing, before.id)
    await orderLetter(context, before, { letter: 'rejection', reason, explanation })
  },
}
