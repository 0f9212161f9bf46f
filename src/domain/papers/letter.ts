/** Răspunsul: the letters of a decision, in plain formal Romanian, each with its basis and what to do next. */
import { type Day, formatDay } from '../calendar/bucharest.ts'
import { FORWARDING_DAYS } from '../request/due-date.ts'
import type { RejectionReason } from '../request/request.ts'
import { KIND_LABELS, LETTER_LABELS } from './labels.ts'
import { missingWords } from './missing-words.ts'
import {
  CHECK_NOTICE,
  dayWords,
  headOf,
  type PaperContent,
  paperField,
  type PaperRequest,
  prominentField,
} from './paper-content.ts'
import { both, type Words } from './words.ts'
import { rejectionWords } from './rejection-words.ts'

/** What was decided. `explanation` is the supervisor's own text, empty if there is nothing to add. */
export type Decision =
  | { readonly letter: 'rejection'; readonly reason: RejectionReason; readonly explanation: string }
  | {
      readonly letter: 'completion'
      /** Codes of completeness, or free words. */ readonly missing: readonly string[]
      readonly explanation: string
    }
  | { readonly letter: 'extension'; readonly days: number; readonly newDueDay: Day; readonly explanation: string }
  | { readonly letter: 'forwarding'; readonly to: string; readonly explanation: string }
  | {
      readonly letter: 'joining'
      /** Number of the request whose answer also answers this one. */ readonly intoNumber: string
      readonly explanation: string
    }

export interface LetterFacts extends PaperRequest {
  /** Name of the house that answers. */
  readonly house: Words
  readonly decidedDay: Day
  readonly decision: Decision
  /** Null on a draft, which is not sealed. */
  readonly verificationCode: string | null
}

const remedies = (house: Words): Words => ({
  ro: `Împotriva acestui răspuns puteți formula plângere prealabilă la ${house.ro} și acțiune la instanța de contencios administrativ (Legea nr. 554/2004). Vă puteți adresa și Autorității Naționale de Supraveghere a Prelucrării Datelor cu Caracter Personal (Regulamentul (UE) 2016/679, art. 77).`,
  en: `Against this answer you may make a prior complaint to the ${house.en} and an action in the administrative court (Legea 554/2004). You may also address the National Supervisory Authority for Personal Data Processing (Regulation (EU) 2016/679, art. 77).`,
})

const basis = (words: Words): Words => ({ ro: `Temei: ${words.ro}.`, en: `Basis: ${words.en}.` })

/** Romanian plural: one day is singular, 2–19 take the plain plural, from 20 on the plural takes „de zile”. */
const romanianDays = (days: number): string =>
  days === 1 ? 'o zi' : `${String(days)} ${days % 100 > 0 && days % 100 < 20 ? 'zile' : 'de zile'}`

interface Body {
  readonly fields: PaperContent['fields']
  readonly paragraphs: readonly Words[]
  readonly notices: readonly Words[]
}

function bodyOf(decision: Decision, house: Words): Body {
  switch (decision.letter) {
    case 'rejection': {
      const words = rejectionWords(house)[decision.reason]
      return {
        fields: [paperField('Motivul', 'Reason', words.title)],
        paragraphs: [words.found, words.next],
        notices: [basis(words.basis), remedies(house)],
      }
    }
    case 'completion':
      return {
        fields: [],
        paragraphs: [
          {
            ro: 'Cererea nu poate fi soluționată în forma depusă. Vă rugăm să o completați cu:',
            en: 'The request cannot be dealt with as it stands. Please complete it with:',
          },
          ...missingWords(decision.missing).map(({ ro, en }) => ({ ro: `– ${ro};`, en: `– ${en};` })),
          {
            ro: 'Cererea își păstrează numărul și data înregistrării.',
            en: 'The request keeps its number and date of registration.',
          },
        ],
        notices: [
          basis({
            ro: 'OG nr. 27/2002; Regulamentul (UE) 2016/679, art. 12 alin. (6)',
            en: 'OG 27/2002; Regulation (EU) 2016/679, art. 12(6)',
          }),
        ],
      }
    case 'extension':
      return {
        fields: [prominentField('Termen nou', 'New due date', dayWords(decision.newDueDay))],
        paragraphs: [
          {
            ro: `Cererea necesită o cercetare mai amănunțită. Termenul de răspuns se prelungește cu ${romanianDays(decision.days)}, până la ${formatDay(decision.newDueDay)}.`,
            en: `The request needs closer examination. The term is extended by ${String(decision.days)} ${decision.days === 1 ? 'day' : 'days'}, to ${formatDay(decision.newDueDay)}.`,
          },
        ],
        notices: [basis({ ro: 'OG nr. 27/2002, art. 9', en: 'OG 27/2002, art. 9' })],
      }
    case 'forwarding':
      return {
        fields: [paperField('Redirecționată către', 'Forwarded to', both(decision.to))],
        paragraphs: [
          {
            ro: `Cererea nu ține de această casă și a fost trimisă, spre soluționare, către ${decision.to}, care vă va răspunde.`,
            en: `The request is not for this house and was sent to ${decision.to}, who will answer you.`,
          },
        ],
        notices: [
          basis({
            ro: `OG nr. 27/2002, art. 6^1 (${romanianDays(FORWARDING_DAYS)} de la înregistrare)`,
            en: `OG 27/2002, art. 6^1 (${String(FORWARDING_DAYS)} days from registration)`,
          }),
        ],
      }
    case 'joining':
      return {
        fields: [paperField('Conexată la', 'Joined to', both(decision.intoNumber))],
        paragraphs: [
          {
            ro: `O cerere a aceleiași persoane, cu același obiect, este înregistrată cu numărul ${decision.intoNumber}. Cererile au fost conexate; veți primi un singur răspuns.`,
            en: `A request of the same person in the same matter is registered under number ${decision.intoNumber}. The two were joined; you will have one answer.`,
          },
        ],
        notices: [basis({ ro: 'OG nr. 27/2002, art. 10', en: 'OG 27/2002, art. 10' })],
      }
  }
}

/**
 * Contents of a letter: greeting, what was decided and why, the supervisor's own words, what to do next, basis and
 * remedies.
 */
export function letterContent(facts: LetterFacts): PaperContent {
  const body = bodyOf(facts.decision, facts.house)
  const explanation = facts.decision.explanation.trim()
  const { matter } = KIND_LABELS[facts.kind]
  return {
    paper: 'letter',
    letter: facts.decision.letter,
    title: LETTER_LABELS[facts.decision.letter].title,
    number: facts.number,
    fields: [
      ...headOf(facts),
      prominentField('Data răspunsului', 'Day of the answer', dayWords(facts.decidedDay)),
      ...body.fields,
    ],
    paragraphs: [
      {
        ro: `La cererea dumneavoastră privind ${matter.ro}, vă comunicăm următoarele.`,
        en: `To your request for ${matter.en} we answer as follows.`,
      },
      ...body.paragraphs,
      ...(explanation === '' ? [] : [both(explanation)]),
    ],
    notices: [...body.notices, ...(facts.verificationCode === null ? [] : [CHECK_NOTICE])],
    sealed: facts.verificationCode !== null,
    verificationCode: facts.verificationCode,
  }
}
