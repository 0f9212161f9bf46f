import { IDENTITY_ANEW } from '../../src/domain/request/identity-holds.ts'
import type { RequestBody } from '../../src/protocol/request.ts'
import { type requestWords, sayCode } from '../i18n/request-words.ts'
import type { Say } from '../i18n/words.ts'
import type { partWords } from './words.ts'

type Entry = RequestBody['timeline'][number]
interface Speech {
  readonly say: Say<keyof typeof partWords.ro>
  readonly sayRequest: Say<keyof typeof requestWords.ro>
}

/** What a reader of the history sees of an act besides its name. */
export const factWords = ({ act, facts }: Pick<Entry, 'act' | 'facts'>, { say, sayRequest }: Speech): string[] =>
  Object.entries(facts).flatMap(([name, value]) => {
    if (value === null || (value === false && name !== 'markedDuplicate')) return []
    if (name === 'reason') {
      const list = act === 'file-request' ? 'filing' : 'rejection'
      return [say('fact.reason', { value: sayCode(sayRequest, `${list}.${String(value)}`) })]
    }
    if (name === 'days' && typeof value === 'number') return [say('fact.days', { value })]
    if (name === 'number') return [say('fact.number', { value: String(value) })]
    if (name === 'identity' && value === IDENTITY_ANEW) return [say('fact.identityAnew')]
    if (name === 'how') return [sayCode(sayRequest, `withdrawal.${String(value)}`)]
    if (name === 'to') return [say('fact.to', { value: String(value) })]
    if (name === 'outcome') return [sayCode(sayRequest, `outcome.${String(value)}`)]
    if (name === 'duplicate' && value === true) return [say('fact.duplicate')]
    // The paper said otherwise than what the central store knows of it.
    if (name === 'markedDuplicate') return [say(value === true ? 'fact.marked' : 'fact.notMarked')]
    if (name === 'saysOther') return [say('fact.saysOther')]
    if (name === 'as') return [say('fact.asFile')]
    if (name === 'paper') return [sayCode(sayRequest, `paper.${String(value)}`)]
    return []
  })
