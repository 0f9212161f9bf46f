/**
 * Dovada înregistrării: proves that a request was registered, and that nothing has been done yet. A desk prints it
 * without the central store and without a seal. From the same facts the central store makes the same text, with its
 * seal and a verification code.
 */
import { PAPER_LABELS } from './labels.ts'
import { formatDay } from '../calendar/bucharest.ts'
import { ANSWER_DAYS } from '../request/due-date.ts'
import {
  CHECK_NOTICE,
  dayWords,
  headOf,
  type Notice,
  type PaperContent,
  paperField,
  type PaperRequest,
  prominentField,
} from './paper-content.ts'
import type { Words } from './words.ts'

const WHAT_FOLLOWS: Record<PaperRequest['kind'], Words> = {
  anonymise: {
    ro: 'După verificare și aprobare, documentele și datele medicale din dosar se șterg definitiv, fără posibilitatea de a fi recuperate. Până la începerea executării puteți retrage cererea.',
    en: 'After verification and approval the medical documents and data of the record are erased for good and cannot be recovered. You may withdraw the request until its execution begins.',
  },
  revert: {
    ro: 'După verificare și aprobare se deschide un dosar nou, gol, al cărui conținut începe cu ziua solicitării. Datele șterse la anonimizare nu se recuperează.',
    en: 'After verification and approval a new, empty record is opened, whose content starts with the day of the request. Data erased by the anonymisation do not come back.',
  },
}

export interface RegistrationFacts extends PaperRequest {
  /** The number is provisional and will be mapped to one of the registry. */
  readonly provisional: boolean
  /**
   * The other number of the same registration: for a provisional number the registry number, for a registry number the
   * provisional one that preceded it. Null: none, or none yet.
   */
  readonly otherNumber: string | null
  /** Who registered it, by name as shown at the counter; null for the portal and the mailbox. */
  readonly registeredBy: string | null
  readonly pages: number
  /** In groups, as from `formatVerificationCode`; null if the paper is made without the seal of the central store. */
  readonly verificationCode: string | null
}

const setApart = (ro: string, en: string): Notice => ({ ro, en, emphasis: true })

/** What a person must know who has one of the two numbers and is asked for the other, or given it. */
function numbersTold({ provisional, otherNumber }: RegistrationFacts): readonly Notice[] {
  if (!provisional)
    return otherNumber === null
      ? []
      : [
          setApart(
            `Cererea a purtat la început numărul provizoriu ${otherNumber}; ambele numere rămân valabile pentru căutare.`,
            `The request first had the provisional number ${otherNumber}; both can be used to find it.`,
          ),
        ]
  return [
    otherNumber === null
      ? setApart(
          'Număr provizoriu: cererea va primi și un număr din registru; ambele rămân valabile pentru căutare.',
          'Provisional number: the request will also be given a number of the registry; both can be used to find it.',
        )
      : setApart(
          `Număr provizoriu: cererea a primit între timp numărul ${otherNumber} din registru; ambele rămân valabile pentru căutare.`,
          `Provisional number: the request has since been given the registry number ${otherNumber}; both can be used to find it.`,
        ),
  ]
}

/** The content of the proof of registration: number, date, time, what was asked, and when the answer is due. */
export function proofOfRegistration(facts: RegistrationFacts): PaperContent {
  const due = formatDay(facts.dueDay)
  return {
    paper: 'proof-of-registration',
    letter: null,
    title: PAPER_LABELS['proof-of-registration'].title,
    number: facts.number,
    fields: [
      ...headOf(facts),
      paperField('Data solicitării', 'Day of the request', dayWords(facts.requestedDay)),
      paperField('Pagini primite', 'Pages received', { ro: String(facts.pages), en: String(facts.pages) }),
      prominentField('Termen de răspuns', 'Answer due by', dayWords(facts.dueDay)),
      ...(facts.registeredBy === null
        ? []
        : [paperField('Înregistrat de', 'Registered by', { ro: facts.registeredBy, en: facts.registeredBy })]),
    ],
    paragraphs: [
      {
        ro: `Cererea dumneavoastră a fost înregistrată. Veți primi răspuns cel târziu la ${due}.`,
        en: `Your request has been registered. You will have an answer by ${due} at the latest.`,
      },
      WHAT_FOLLOWS[facts.kind],
    ],
    notices: [
      ...numbersTold(facts),
      {
        ro: 'Acest document dovedește numai înregistrarea cererii. Executarea se dovedește prin recipisă.',
        en: 'This document proves the registration only. The execution is proved by the receipt.',
        emphasis: true,
      },
      {
        ro: `Termen: ${String(ANSWER_DAYS)} de zile de la înregistrare (OG nr. 27/2002, art. 8).`,
        en: `Term: ${String(ANSWER_DAYS)} days from registration (OG 27/2002, art. 8).`,
      },
      ...(facts.verificationCode === null ? [] : [CHECK_NOTICE]),
    ],
    sealed: facts.verificationCode !== null,
    verificationCode: facts.verificationCode,
  }
}
