/**
 * The facts that papers show about a request. Desk and central store both use these functions, so that their papers
 * never differ.
 */
import type { PaperContent, PaperRequest } from '../domain/papers/paper-content.ts'
import { proofOfRegistration } from '../domain/papers/proof-of-registration.ts'
import { formatRegistryNumber } from '../domain/request/registry-number.ts'
import type { z } from 'zod'
import type { proofFacts } from '../protocol/request.ts'
import type { RequestBody } from './body.ts'

export type ProofFacts = z.infer<typeof proofFacts>

/** `12345/23.11.2026`, or the provisional number as long as there is no other. */
export const numberOf = ({
  registration: { sequence, day, provisional },
}: Pick<RequestBody, 'registration'>): string =>
  sequence === null ? (provisional ?? '') : formatRegistryNumber({ sequence, day })

/** The facts about the request that every paper shows. */
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
 * The facts on a proof of registration that can change later: those of its first print, or else those of the request
 * now.
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

/** The content of the proof, with a verification code if the central store seals it. */
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
