/** What the central store adds to acts; an act that is not here needs nothing but its definition in src/request. */
import type { CommandKind } from '../../request/acts.ts'
import { approveRequest } from './approve-request.ts'
import { attachDocument } from './attach-document.ts'
import type { Keeping } from './command.ts'
import { decideOrder } from './decide-order.ts'
import { extendTerm } from './extend-term.ts'
import { forwardRequest } from './forward-request.ts'
import { joinRequest } from './join-request.ts'
import { recordPrint } from './record-print.ts'
import { registerRequest } from './register-request.ts'
import { rejectRequest } from './reject-request.ts'
import { returnRequest } from './return-request.ts'
import { withdrawRequest } from './withdraw-request.ts'

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
