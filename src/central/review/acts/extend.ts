/** The applicant gets a letter with the new last day. */
import { orderLetter } from '../../papers/order-letter.ts'
import type { Keeping } from '../../commands/command.ts'

export const extendTerm: Keeping<'extend-term'> = {
  kept: (context, { before, after, payload: { days, explanation } }) =>
    orderLetter(context, before, { letter: 'extension', days, newDueDay: after.dueDay, explanation }),
}
