/** Why a printer does not print, in words. The reason codes are those of src/devices/printer. */
import { useCallback } from 'react'
import { defineWords, useWords } from './words.ts'

export const printerReasons = defineWords(
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
    busy: 'este ocupată cu alt document',
    'not-allowed': 'cere o parolă sau nu îi permite acestei stații să tipărească; anunțați administratorul',
    encryption: 'primește documente numai prin legătură criptată; adresa ei trebuie să înceapă cu ipps://',
    certificate:
      'are alt certificat decât cel știut; dacă a fost înlocuită sau resetată, primiți-l la „Sistem”, altfel anunțați administratorul',
    'no-such-printer': 'nu mai există la adresa știută; alegeți-o din nou la „Sistem”',
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
    'not-accepting-jobs': 'it accepts no documents',
    busy: 'it is busy with another document',
    'not-allowed': 'it requires a password or does not let this desk print; tell the administrator',
    encryption: 'it accepts documents only over an encrypted connection; its address must begin with ipps://',
    certificate:
      'its certificate is not the known one; if it was replaced or reset, accept the new one in “System”; otherwise tell the administrator',
    'no-such-printer': 'it is no longer at the known address; choose it again in “System”',
    cancelled: 'the print was cancelled at the printer',
    aborted: 'it gave up on the document',
    'timed-out': 'it did not finish in time',
    'format-not-supported': 'it cannot print PDF documents',
    refused: 'it refused the document',
    'not-understood': 'it gave an answer that cannot be understood',
    'folder-not-writable': 'the folder cannot be written to',
  },
)
type Reason = keyof typeof printerReasons.ro
const isReason = (text: string): text is Reason => Object.hasOwn(printerReasons.ro, text)

/** Turns reasons separated by spaces into words separated by commas. Unknown reasons are shown unchanged. */
export function usePrinterReasons(): (reasons: string) => string {
  const t = useWords(printerReasons)
  return useCallback(
    (reasons) =>
      reasons
        .split(' ')
        .filter(Boolean)
        .map((reason) => (isReason(reason) ? t(reason) : reason))
        .join(', '),
    [t],
  )
}
