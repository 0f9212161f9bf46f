/** The applicant gets a letter that names the institution the request was forwarded to. */
import { orderLetter } from '../../papers/order-letter.ts'
import type { Keeping } from '../../commands/command.ts'

export const forwardRequest: Keeping<'forward-request'> = {
  kept: (context, { before, payload: { to } }) =>
    orderLetter(context, before, { letter: 'forwarding', to, explanation: '' }),
}
