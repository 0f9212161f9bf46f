/** What a person does to one request. */
import { EXTENSION_DAYS } from '../../domain/request/due-date.ts'
import { z } from 'zod'
import {
  ATTACHMENT_ROLES,
  ATTESTATIONS,
  FILING_REASONS,
  REJECTION_REASONS,
  WITHDRAWAL_WAYS,
} from '../../domain/request/request.ts'
import { contact, statedPeople } from '../request.ts'
import { orderView, plan } from '../central/requests.ts'
import { id, line, sha256, text } from '../values.ts'
import { draftContent } from './draft.ts'
import { command, query, transition, type Procedures } from './procedure.ts'
import { requestDetail } from './request-detail.ts'

export const requestProcedures = {
  'request.open': query('request.read', z.object({ requestId: id }), requestDetail, {
    staleBy: ['request', 'session'],
  }),
  'request.submit': command('request.submit', transition, requestDetail),
  'request.amend': command(
    'request.amend',
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
  'request.updateContact': command('request.amend', z.object({ requestId: id, contact }), requestDetail),
  /** `people`: those on the screen when the dialog was opened. */
  'request.checkIdentity': command(
    'request.verify-identity',
    z.object({
      requestId: id,
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
    'request.amend',
    z.object({ requestId: id, sha256, name: line(160), role: z.enum(ATTACHMENT_ROLES) }),
    requestDetail,
  ),
  'request.note': command('request.amend', z.object({ requestId: id, text: text(2000).min(1) }), requestDetail),
  'request.plan': query('request.decide', z.object({ requestId: id }), plan, { staleBy: ['request'] }),
  /** The open opposite requests of the person, with every time known and where it comes from. */
  'request.order': query('request.decide', z.object({ requestId: id }), orderView, { staleBy: ['request'] }),
  /** Online only; names the revisions of both that were shown. */
  'request.decideOrder': command(
    'request.decide',
    transition.extend({ other: id, otherRevision: z.int().positive(), first: id, reason: text(1000).min(1) }),
    requestDetail,
  ),
  'request.return': command(
    'request.decide',
    transition.extend({ missing: z.array(line(60)), explanation: text(2000).min(1) }),
    requestDetail,
  ),
  /** Online only; names the plan that was shown. */
  'request.approve': command(
    'request.decide',
    transition.extend({ planHash: sha256, surname: line(80) }),
    requestDetail,
  ),
  'request.reject': command(
    'request.decide',
    transition.extend({ reason: z.enum(REJECTION_REASONS), explanation: text(2000) }),
    requestDetail,
  ),
  'request.withdraw': command(
    'request.withdraw',
    transition.extend({ how: z.enum(WITHDRAWAL_WAYS), explanation: text(2000) }),
    requestDetail,
  ),
  'request.join': command('request.decide', transition.extend({ into: id }), requestDetail),
  'request.forward': command('request.decide', transition.extend({ to: line(200).min(1) }), requestDetail),
  'request.file': command(
    'request.decide',
    transition.extend({ reason: z.enum(FILING_REASONS), explanation: text(2000) }),
    requestDetail,
  ),
  'request.extend': command(
    'request.decide',
    transition.extend({ days: z.int().min(1).max(EXTENSION_DAYS), explanation: text(2000).min(1) }),
    requestDetail,
  ),
} as const satisfies Procedures
