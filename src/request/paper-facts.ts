/**
 * What papers say of a request, from the request as both sides have it: desk and central store must not disagree about
 * a word.
 */
import type { PaperContent, PaperRequest } from '../domain/papers/paper-content.ts'
import { proofOfRegistration } from '../domain/papers/proof-of-registration.ts'
import { formatRegistryNumber } from '../domain/request/registry-number.ts'
import type { z } from 'zod'
import type { proofFacts } from '../protocol/request.ts'
import type { RequestBody } from './body.ts'

export type ProofFacts = z.infer<typeof proofFacts>

/** `12345/23.11.2026`, or the provisional number while there is no other. */
export const numberOf = ({
  registration: { sequence, day, provisional },
}: Pick<RequestBody, 'registration'>): string =>
  sequence === null ? (provisional ?? '') : formatRegistryNumber({ sequence, day })

/** What every paper says of its request. */
export const paperRequestOf = (request: RequestBody): PaperRequest => ({
  kind: request.kind,
  channel: request.channel,
  number: numberOf(request),
  registeredAt: request.registration.at,
  requestedDay: request.requestedDay,
  holder: request.holder,
  capacity: request.capacity,
  representative: request.representative,
  dueDay: request.dueDay,
})

const nameOf = ({ surname, givenNames }: { surname: string; givenNames: string }) => ({ surname, givenNames })

/**
 * What a proof of registration says, as far as it can change afterwards: what its first print said, else the request as
 * it stands.
 */
export const proofFactsOf = (request: RequestBody): ProofFacts =>
  request.papers.findLast(({ paper, printed }) => paper === 'proof-of-registration' && printed > 0)?.said ?? {
    kind: request.kind,
    number: numberOf(request),
    provisional: request.registration.sequence === null,
    holder: { ...nameOf(request.holder), cnp: request.holder.cnp },
    capacity: request.capacity,
    representative: request.representative && nameOf(request.representative),
    dueDay: request.dueDay,
    pages: request.attachments.reduce((sum, { pages }) => sum + pages, 0),
  }

/** The proof in words; with a verification code where the central store seals it. */
export function proofContentOf(request: RequestBody, said: ProofFacts, verificationCode: string | null): PaperContent {
  const { provisional } = request.registration
  const known = said.provisional ? numberOf(request) : provisional
  return proofOfRegistration({
    ...paperRequestOf(request),
    ...said,
    otherNumber: known === said.number ? null : known,
    registeredBy: request.registeredBy.name,
    verificationCode,
  })
}
