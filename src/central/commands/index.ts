/** What the central store adds to acts. An act that is missing here needs only its definition in src/request. */
import type { CommandKind } from '../../request/acts.ts'
import { approveRequest } from '../review/acts/approve.ts'
import { attachDocument } from '../registration/acts/attach.ts'
import type { Keeping } from './command.ts'
import { decideOrder } from '../review/acts/decide-order.ts'
import { extendTerm } from '../review/acts/extend.ts'
import { forwardRequest } from '../review/acts/forward.ts'
import { joinRequest } from '../review/acts/join.ts'
import { recordPrint } from '../papers/acts/record-print.ts'
import { registerRequest } from '../registration/acts/register.ts'
import { rejectRequest } from '../review/acts/reject.ts'
import { returnRequest } from '../review/acts/return.ts'
import { withdrawRequest } from '../review/acts/withdraw.ts'

export const KEEPING: { readonly [K in CommandKind]?: Keeping<K> } = {
  'register-request': registerRequest,
  'attach-document': attachDocument,
  'return-request': returnRequest,
  'approve-request': approveRequest,
  'reject-request': rejectRequest,
  'withdraw-request': withdrawRequest,
  'join-request': joinRequest,
  'forward-request': forwardRequest,
  'extend-term': extendTerm,
  'decide-order': decideOrder,
  'record-print': recordPrint,
}
