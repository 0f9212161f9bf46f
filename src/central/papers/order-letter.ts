/**
 * Orders a letter within the transaction of the decision that it is about. Its content is stored here. Rendering and
 * sealing cannot be part of a transaction; they follow from this row and are retried as often as needed
 * (seal-letters.ts; docs/protocol.md S10: intent, act, read back).
 */
import { readHouseName } from '../house/publish-house.ts'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { type Decision, letterContent } from '../../domain/papers/letter.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { RequestBody } from '../../request/body.ts'
import { paperRequestOf } from '../../request/paper-facts.ts'
import type { CommandContext } from '../commands/command.ts'
import { newVerificationCode } from './verification-code.ts'

/** `request`: as it was before the decision. */
export async function orderLetter(
  { writing, random }: CommandContext,
  request: RequestBody,
  decision: Decision,
): Promise<void> {
  const code = newVerificationCode(random)
  const content = letterContent({
    house: await readHouseName(writing.db),
    ...paperRequestOf(request),
    decidedDay: localDay(writing.at),
    decision,
    verificationCode: code.printed,
  })
  await writing.db
    .insertInto('paper')
    .values({
      id: random.id(Date.parse(writing.at)),
      request_id: request.id,
      n: request.version + 1,
      kind: 'letter',
      letter: decision.letter,
      content: canonicalJson(content),
      verification_code: code.kept,
      at: writing.at,
      sealed_at: null,
      sha256: null,
      pdf: null,
      printed: 0,
    })
    .execute()
}
