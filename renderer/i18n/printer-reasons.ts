/** Why a printer does not print, in the words of the screen. The reasons are those of src/devices/printer. */
import { useCallback } from 'react'
import { defineWords, useWords } from './words.ts'

const printerReasons = defineWords(
  'printerReason',
  {
    'out-of-paper': 'nu mai are hârtie',
    'paper-jam': 'hârtia s-a blocat',
    'cover-open': 'are capacul deschis',
    'out-of-ink': 'nu mai are toner sau cerneală',
    paused: 'este pusă pe pauză',
    stopped: 's-a oprit',
    offline: 'este deconectată',
    unreachable: 'nu răspunde',
    'not-accepting-jobs': 'nu primește documente',
    cancelled: 'tipărirea a fost oprită la imprimantă',
    aborted: 'a renunțat la document',
    'timed-out': 'nu a terminat la timp',
    'format-not-supported': 'nu știe să tipărească documente PDF',
    refused: 'a refuzat documentul',
    'not-understood': 'a dat un răspuns care nu poate fi înțeles',
    'folder-not-writable': 'nu se poate scrie în dosar',
  },
  {
    'out-of-paper': 'it is out of paper',
    'paper-jam': 'paper has jammed',
    'cover-open': 'its cover is open',
    'out-of-ink': 'it is out of toner or ink',
    paused: 'it is paused',
    stopped: 'it has stopped',
    offline: 'it is offline',
    unreachable: 'it does not answer',
    'not-accepting-jobs': 'it takes no documents',
    cancelled: 'the print was cancelled at the printer',
    aborted: 'it gave the document up',
    'timed-out': 'it did not finish in time',
    'format-not-supported': 'it cannot print PDF documents',
    refused: 'it refused the document',
    'not-understood': 'it gave an answer that cannot be understood',
    'folder-not-writable': 'the folder cannot be written to',
  },
)
type Reason = keyof typeof printerReasons.ro
const isReason = (text: string): text is Reason => Object.hasOwn(printerReasons.ro, text)

/** Reasons apart by blanks → words apart by commas; what is not known is said as it came. */
export function usePrinterReasons(): (reasons: string) => string {
  const say = useWords(printerReasons)
  return useCallback((reasons) => reasons.split(' ').filter(Boolean).map((reason) => (isReason(reason) ? say(reason) : reason)).join(', '), [say])
}
