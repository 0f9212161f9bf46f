/** Every kind of command and its handler. A kind without one does not compile. */
import type { CommandKind } from '../../protocol/commands.ts'
import { addNote } from './add-note.ts'
import { amendRequest } from './amend-request.ts'
import { approveRequest } from './approve-request.ts'
import { attachDocument } from './attach-document.ts'
import type { Handler } from './command.ts'
import { decideOrder } from './decide-order.ts'
import { extendTerm } from './extend-term.ts'
import { fileRequest } from './file-request.ts'
import { forwardRequest } from './forward-request.ts'
import { joinRequest } from './join-request.ts'
import { recordIdentityCheck } from './record-identity-check.ts'
import { recordPrint } from './record-print.ts'
import { rejectRequest } from './reject-request.ts'
import { returnRequest } from './return-request.ts'
import { submitRequest } from './submit-request.ts'
import { updateContact } from './update-contact.ts'
import { withdrawRequest } from './withdraw-request.ts'

export { registerRequest } from './register-request.ts'

/** `register-request` stands apart: it is the one that finds no request yet. */
export const HANDLERS: { readonly [K in Exclude<CommandKind, 'register-request'>]: Handler<K> } = {
  'record-identity-check': recordIdentityCheck,
  'attach-document': attachDocument,
  'add-note': addNote,
  'update-contact': updateContact,
  'amend-request': amendRequest,
  'submit-request': submitRequest,
  'return-request': returnRequest,
  'approve-request': approveRequest,
  'reject-request': rejectRequest,
  'withdraw-request': withdrawRequest,
  'join-request': joinRequest,
  'forward-request': forwardRequest,
  'file-request': fileRequest,
  'extend-term': extendTerm,
  'decide-order': decideOrder,
  'record-print': recordPrint,
}
