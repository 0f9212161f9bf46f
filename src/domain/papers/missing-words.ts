/** What a completion letter asks for, by the codes of completeness. */
import { MISSING, type Missing } from '../request/completeness.ts'
import { both, type Words } from './words.ts'

const IDENTITY: Words = {
  ro: 'prezentarea actului de identitate în original, la ghișeu',
  en: 'the original of the identity document, shown at the counter',
}

const MISSING_WORDS: Record<Missing, Words> = {
  kind: {
    ro: 'precizarea obiectului cererii: anonimizare sau revenire din anonimizare',
    en: 'the matter of the request: anonymisation or revert',
  },
  'holder-name': { ro: 'numele și prenumele titularului', en: 'surname and given names of the holder' },
  'holder-cnp': { ro: 'codul numeric personal valid al titularului', en: 'the holder’s valid personal numeric code' },
  'holder-not-born': {
    ro: 'lămurirea datei de naștere a titularului',
    en: 'the holder’s birth date, which is in doubt',
  },
  capacity: { ro: 'calitatea în care faceți cererea', en: 'the capacity in which you ask' },
  'capacity-not-possible': {
    ro: 'depunerea cererii de către o persoană îndreptățită la vârsta titularului',
    en: 'the request made by a person entitled to at the holder’s age',
  },
  representative: { ro: 'datele de identificare ale reprezentantului', en: 'the representative’s identification' },
  'proof-of-capacity': {
    ro: 'dovada calității de reprezentant (certificat de naștere, hotărâre sau procură autentică specială)',
    en: 'proof of capacity (birth certificate, decision, or special authentic power of attorney)',
  },
  'consent-of-parent': { ro: 'acordul părintelui sau al tutorelui', en: 'the consent of the parent or guardian' },
  'consent-of-minor': { ro: 'acordul minorului care a împlinit 14 ani', en: 'the consent of the minor who is over 14' },
  'identity-check': IDENTITY,
  'document-expired': { ro: 'prezentarea unui act de identitate valabil', en: 'a valid identity document' },
  'attestation-photo': IDENTITY,
  'attestation-look': IDENTITY,
  'attestation-data': {
    ro: 'lămurirea diferențelor dintre cerere și actul de identitate',
    en: 'the differences between the request and the identity document, which need clearing up',
  },
  'attestation-capacity': {
    ro: 'prezentarea în original a dovezii calității de reprezentant',
    en: 'the original of the proof of capacity',
  },
  'attestation-witnesses': {
    ro: 'numele celor doi martori, dacă nu puteți semna',
    en: 'the names of two witnesses, if you cannot sign',
  },
  'attestation-signed': { ro: 'semnarea cererii', en: 'your signature on the request' },
  'request-document': { ro: 'cererea completată și semnată', en: 'the request, filled in and signed' },
  'questions-asked': {
    ro: 'confirmarea că doriți ștergerea definitivă și nu doar restricționarea accesului',
    en: 'confirmation that you want the data erased for good and not only access restricted',
  },
  'paper-differs': {
    ro: 'lămurirea datelor din cererea de pe hârtie care diferă de cele înregistrate',
    en: 'an explanation of what your paper request states differently from what was registered',
  },
}

const known = (code: string): code is Missing => (MISSING as readonly string[]).includes(code)

/** The words for codes, each once; anything that is not a code is passed on as the supervisor wrote it. */
export function missingWords(codes: readonly string[]): Words[] {
  const words = codes.map((code) => (known(code) ? MISSING_WORDS[code] : both(code)))
  return words.filter((item, index) => words.findIndex((other) => other.ro === item.ro) === index)
}
