/** Recipisa: the operation is COMPLETED. Only the central store makes it, after execution, under its seal. */
import { type Day, formatDay, formatDayAndTime, type Instant } from '../calendar/bucharest.ts'
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
import { PAPER_LABELS } from './labels.ts'

export type Execution =
  | {
      readonly kind: 'anonymise'
      /** Clinical documents erased; counted, never named. */
      readonly documentsErased: number
      /** Everything erased, documents included. */
      readonly itemsErased: number
    }
  | { readonly kind: 'revert'; /** First day of the new dossier's content. */ readonly contentSince: Day }

export interface ReceiptFacts extends PaperRequest {
  readonly executedAt: Instant
  readonly execution: Execution
  /** In groups, as from `formatVerificationCode`. */
  readonly verificationCode: string
}

function describeOutcome(execution: Execution, when: string): { fields: PaperContent['fields']; paragraphs: Words[] } {
  if (execution.kind === 'anonymise')
    return {
      fields: [
        paperField('Documente medicale șterse', 'Medical documents erased', both(String(execution.documentsErased))),
        paperField('Înregistrări șterse în total', 'Records erased in all', both(String(execution.itemsErased))),
      ],
      paragraphs: [
        {
          ro: `Dosarul electronic de sănătate a fost anonimizat la ${when}. Documentele și datele medicale, drepturile de acces, jurnalul de accesări și matricea de securitate au fost șterse definitiv, iar cheia cu care erau criptate a fost distrusă.`,
          en: `The electronic health record was anonymised on ${when}. The medical documents and data, the grants of access, the access log and the security matrix were erased for good, and the key that encrypted them was destroyed.`,
        },
        {
          ro: 'Se păstrează numai date statistice din care nu puteți fi identificat(ă), precum și evidența administrativă a acestei cereri.',
          en: 'Only statistics from which you cannot be identified, and the administrative record of this request, are kept.',
        },
        {
          ro: 'Puteți solicita oricând revenirea din anonimizare: se deschide atunci un dosar nou, gol.',
          en: 'You may ask for a revert at any time: a new, empty record is opened then.',
        },
      ],
    }
  const since = formatDay(execution.contentSince)
  return {
    fields: [paperField('Conținut începând cu', 'Content starting with', dayWords(execution.contentSince))],
    paragraphs: [
      {
        ro: `Revenirea din anonimizare a fost executată la ${when}. A fost deschis un dosar electronic de sănătate nou, gol, al cărui conținut începe cu ziua solicitării, ${since}.`,
        en: `The revert from anonymisation was executed on ${when}. A new, empty electronic health record was opened, whose content starts with the day of the request, ${since}.`,
      },
      {
        ro: 'Datele șterse la anonimizare nu au fost și nu pot fi recuperate.',
        en: 'The data erased by the anonymisation were not and cannot be recovered.',
      },
    ],
  }
}

/**
 * The content of the receipt. It has no medical word beyond the counts, because `GET /verify/<code>` shows it to anyone
 * who has the code.
 */
export function receiptContent(facts: ReceiptFacts): PaperContent {
  const when = formatDayAndTime(facts.executedAt)
  const { fields, paragraphs } = describeOutcome(facts.execution, when)
  return {
    paper: 'receipt',
    letter: null,
    title: PAPER_LABELS.receipt.title,
    number: facts.number,
    fields: [...headOf(facts), prominentField('Executată la', 'Executed on', both(when)), ...fields],
    paragraphs,
    notices: [CHECK_NOTICE],
    sealed: true,
    verificationCode: facts.verificationCode,
  }
}
