import type { z } from 'zod'
import { draftContent } from '../../../src/protocol/desk.ts'
import type { RequestBody } from '../../../src/request/body.ts'

const amendable = draftContent.pick({
  holder: true,
  capacity: true,
  representative: true,
  kind: true,
  answers: true,
})

export type Amendable = z.infer<typeof amendable>

/** The request as a form for corrections, field by field as it was stated. */
export const amendableOf = (request: RequestBody): Amendable =>
  amendable.parse({
    holder: {
      surname: request.holder.surname,
      givenNames: request.holder.givenNames,
      cnp: request.holder.cnp,
      ...request.holder.contact,
    },
    capacity: request.capacity,
    representative: request.representative
      ? {
          surname: request.representative.surname,
          givenNames: request.representative.givenNames,
          cnp: request.representative.cnp ?? '',
          ...request.representative.contact,
        }
      : {},
    kind: request.kind,
    // Where no answer is recorded the form starts without one.
    answers: {
      onlyRestrict: request.comparison?.answers?.onlyRestrict ?? '',
      copyFirst: request.comparison?.answers?.copyFirst ?? '',
    },
  })
