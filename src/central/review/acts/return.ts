/** A return is answered with a letter that states what is missing. */
import { orderLetter } from '../../papers/order-letter.ts'
import type { Keeping } from '../../commands/command.ts'

export const returnRequest: Keeping<'return-request'> = {
  kept: (context, { before, payload: { missing, explanation } }) =>
    orderLetter(context, before, { letter: 'completion', missing, explanation }),
}
