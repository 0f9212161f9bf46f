/** What a person does to one request. Payload and right of an act are defined with the act. */
import { z } from 'zod'
import { ATTACHMENT_ROLES, ATTESTATIONS, WITHDRAWAL_WAYS } from '../../domain/request/request.ts'
import { ACTS } from '../../request/acts.ts'
import { statedPeople } from '../request.ts'
import { orderView, plan } from '../central/requests.ts'
import { id, line, sha256, text } from '../values.ts'
import { draftContent } from './draft.ts'
import { command, query, transition, type Procedures } from './procedure.ts'
import { requestDetail } from './request-detail.ts'

const ofRequest = z.object({ requestId: id })
const { right: toDecide } = ACTS['approve-request']

/** The decision on a request in one act: what the act must state, and the revision on which it is based. */
const decision = <K extends DecisionKind>(kind: K) =>
  command(
    ACTS[kind].right,
    transition.extend<(typeof ACTS)[K]['payloads'][1]['shape']>(ACTS[kind].payloads[1].shape),
    requestDetail,
  )
type DecisionKind =
  | 'approve-request'
  | 'decide-order'
  | 'extend-term'
  | 'file-request'
  | 'forward-request'
  | 'join-request'
  | 'reject-request'
  | 'return-request'

export const requestProcedures = {
  'request.open': query('request.read', ofRequest, requestDetail, { staleBy: ['request', 'session'] }),
  'request.submit': command(ACTS['submit-request'].right, transition, requestDetail),
  'request.amend': command(
    ACTS['amend-request'].right,
    transition.extend({
      content: draftContent.pick({
        holder: true,
        capacity: true,
        representative: true,
        kind: true,
        answers: true,
      }),
    }),
    requestDetail,
  ),
  /** The answer to a difference between paper and record, with the values that the person saw. */
  'request.settle': command(
    ACTS['settle-difference'].right,
    ofRequest.extend(ACTS['settle-difference'].payloads[1].shape),
    requestDetail,
  ),
  'request.updateContact': command(
    ACTS['update-contact'].right,
    ofRequest.extend(ACTS['update-contact'].payloads[1].shape),
    requestDetail,
  ),
  /** `people`: those on the screen when the dialog was opened. */
  'request.checkIdentity': command(
    ACTS['record-identity-check'].right,
    ofRequest.extend({
      people: statedPeople,
      document: draftContent.shape.document,
      subject: z.enum(['holder', 'representative']),
      attestations: z.array(z.enum(ATTESTATIONS)),
      unableToSign: draftContent.shape.unableToSign,
      witnesses: draftContent.shape.witnesses,
      remark: text(1000),
    }),
    requestDetail,
  ),
  'request.attach': command(
    ACTS['attach-document'].right,
    ofRequest.extend({ sha256, name: line(160), role: z.enum(ATTACHMENT_ROLES) }),
    requestDetail,
  ),
  'request.note': command(
    ACTS['add-note'].right,
    ofRequest.extend(ACTS['add-note'].payloads[1].pick({ text: true }).shape),
    requestDetail,
  ),
  'request.plan': query(toDecide, ofRequest, plan, { staleBy: ['request'] }),
  /** The open opposite requests of the person, with every time known and where it comes from. */
  'request.order': query(ACTS['decide-order'].right, ofRequest, orderView, { staleBy: ['request'] }),
  /** Online only; names the revisions of both that were shown. */
  'request.decideOrder': decision('decide-order'),
  'request.return': decision('return-request'),
  /** Online only; names the plan that was shown. */
  'request.approve': decision('approve-request'),
  'request.reject': decision('reject-request'),
  'request.withdraw': command(
    ACTS['withdraw-request'].right,
    transition.extend(ACTS['withdraw-request'].payloads[1].shape).extend({ how: z.enum(WITHDRAWAL_WAYS) }),
    requestDetail,
  ),
  'request.join': decision('join-request'),
  'request.forward': decision('forward-request'),
  'request.file': decision('file-request'),
  'request.extend': decision('extend-term'),
} as const satisfies Procedures
