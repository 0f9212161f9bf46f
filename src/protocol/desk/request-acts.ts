/** What a person does to one request. What an act must state and which right it needs stands with the act. */
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
        questionsAsked: true,
      }),
    }),
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
  'request.decideOrder': command(
    ACTS['decide-order'].right,
    transition.extend(ACTS['decide-order'].payloads[1].shape),
    requestDetail,
  ),
  'request.return': command(
    ACTS['return-request'].right,
    transition.extend(ACTS['return-request'].payloads[1].shape),
    requestDetail,
  ),
  /** Online only; names the plan that was shown. */
  'request.approve': command(
    ACTS['approve-request'].right,
    transition.extend(ACTS['approve-request'].payloads[1].shape),
    requestDetail,
  ),
  'request.reject': command(
    ACTS['reject-request'].right,
    transition.extend(ACTS['reject-request'].payloads[1].shape),
    requestDetail,
  ),
  'request.withdraw': command(
    ACTS['withdraw-request'].right,
    transition.extend(ACTS['withdraw-request'].payloads[1].shape).extend({ how: z.enum(WITHDRAWAL_WAYS) }),
    requestDetail,
  ),
  'request.join': command(
    ACTS['join-request'].right,
    transition.extend(ACTS['join-request'].payloads[1].shape),
    requestDetail,
  ),
  'request.forward': command(
    ACTS['forward-request'].right,
    transition.extend(ACTS['forward-request'].payloads[1].shape),
    requestDetail,
  ),
  'request.file': command(
    ACTS['file-request'].right,
    transition.extend(ACTS['file-request'].payloads[1].shape),
    requestDetail,
  ),
  'request.extend': command(
    ACTS['extend-term'].right,
    transition.extend(ACTS['extend-term'].payloads[1].shape),
    requestDetail,
  ),
} as const satisfies Procedures
