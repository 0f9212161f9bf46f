import { defineWords } from '../../i18n/words.ts'

export const formsWords = defineWords(
  'forms',
  {
    open: 'Formular gol',
    title: 'Formular gol, de completat de mână',
    loading: 'Se pregătește formularul…',
    kind: 'Pentru',
    'kind.anonymise': 'anonimizare',
    'kind.revert': 'revenire din anonimizare',
    large: 'Cu litere mari',
    largeHelp: 'Pentru cine vede greu: litere de 18 puncte, pe mai multe pagini.',
    copies: 'Exemplare',
    explain: 'Formularul completat se scanează ca oricare altul; colțurile și codul îl fac ușor de citit. Tipărirea unui formular gol nu se înregistrează.',
  },
  {
    open: 'Empty form',
    title: 'Empty form, to be filled in by hand',
    loading: 'Preparing the form…',
    kind: 'For',
    'kind.anonymise': 'anonymising',
    'kind.revert': 'revert',
    large: 'In large print',
    largeHelp: 'For people who see badly: letters of 18 points, over more pages.',
    copies: 'Copies',
    explain: 'The form comes in Romanian. Filled in, it is scanned like any other; its corners and code make it easy to read. Printing an empty form is not recorded.',
  },
)
