/**
 * The closed list of rejection reasons in words a citizen understands: what was found, on which basis, what to do next.
 */
import type { RejectionReason } from '../request/request.ts'
import type { Words } from './words.ts'

export interface RejectionWords {
  readonly title: Words
  readonly found: Words
  readonly basis: Words
  readonly next: Words
}

const DES_LAW: Words = {
  ro: 'Legea nr. 95/2006, dispozițiile privind dosarul electronic de sănătate',
  en: 'Legea 95/2006, provisions on the electronic health record',
}
const PETITIONS = (article: string): Words => ({
  ro: `OG nr. 27/2002, art. ${article}`,
  en: `OG 27/2002, art. ${article}`,
})
const EIDAS = (article: string): Words => ({
  ro: `Regulamentul (UE) nr. 910/2014, art. ${article}`,
  en: `Regulation (EU) 910/2014, art. ${article}`,
})

const WORDS: Readonly<Record<Exclude<RejectionReason, 'not-competent'>, RejectionWords>> = {
  'identity-not-confirmed': {
    title: { ro: 'identitatea nu a fost confirmată', en: 'identity not confirmed' },
    found: {
      ro: 'Identitatea persoanei care a făcut cererea nu a putut fi confirmată.',
      en: 'The identity of the person who made the request could not be confirmed.',
    },
    basis: {
      ro: 'Regulamentul (UE) 2016/679, art. 12 alin. (6); OUG nr. 97/2005',
      en: 'Regulation (EU) 2016/679, art. 12(6); OUG 97/2005',
    },
    next: {
      ro: 'Prezentați-vă la ghișeu cu actul de identitate în original și depuneți o nouă cerere.',
      en: 'Come to the counter with the original of your identity document and make a new request.',
    },
  },
  'document-expired': {
    title: { ro: 'act de identitate expirat', en: 'identity document expired' },
    found: {
      ro: 'Actul de identitate prezentat nu era valabil la data cererii.',
      en: 'The identity document presented was not valid on the day of the request.',
    },
    basis: {
      ro: 'OUG nr. 97/2005 privind evidența, domiciliul, reședința și actele de identitate',
      en: 'OUG 97/2005 on identity documents',
    },
    next: {
      ro: 'Depuneți o nouă cerere însoțită de un act de identitate valabil.',
      en: 'Make a new request with a valid identity document.',
    },
  },
  'cnp-invalid': {
    title: { ro: 'CNP nevalid sau care nu corespunde', en: 'CNP invalid or not matching' },
    found: {
      ro: 'Codul numeric personal din cerere nu este valid sau nu corespunde cu cel din actul de identitate.',
      en: 'The personal numeric code in the request is not valid or does not match the identity document.',
    },
    basis: {
      ro: 'OUG nr. 97/2005; Regulamentul (UE) 2016/679, art. 5 alin. (1) lit. d)',
      en: 'OUG 97/2005; Regulation (EU) 2016/679, art. 5(1)(d)',
    },
    next: {
      ro: 'Verificați codul numeric personal și depuneți o nouă cerere.',
      en: 'Check the personal numeric code and make a new request.',
    },
  },
  'capacity-not-proved': {
    title: { ro: 'calitatea solicitantului nu este dovedită', en: 'capacity not proved' },
    found: {
      ro: 'Nu s-a dovedit dreptul solicitantului de a face cererea în numele titularului.',
      en: 'The applicant’s right to act for the holder was not proved.',
    },
    basis: {
      ro: 'Codul civil, art. 41–43 și art. 1.301; Legea nr. 140/2022',
      en: 'Civil Code, art. 41–43 and 1301; Legea 140/2022',
    },
    next: {
      ro: 'Depuneți o nouă cerere însoțită de dovada calității: certificatul de naștere, hotărârea privind tutela ori măsura de ocrotire sau procura autentică specială.',
      en: 'Make a new request with proof of capacity: birth certificate, decision on guardianship or protection, or special authentic power of attorney.',
    },
  },
  unsigned: {
    title: { ro: 'cerere nesemnată', en: 'request unsigned' },
    found: {
      ro: 'Cererea nu poartă semnătura titularului sau a reprezentantului.',
      en: 'The request does not carry the signature of the holder or representative.',
    },
    basis: PETITIONS('7'),
    next: {
      ro: 'Depuneți din nou cererea, semnată de mână sau cu semnătură electronică calificată.',
      en: 'Make the request again, signed by hand or with a qualified electronic signature.',
    },
  },
  'signature-invalid': {
    title: { ro: 'semnătură electronică nevalabilă', en: 'electronic signature invalid' },
    found: {
      ro: 'Semnătura electronică a documentului primit nu este valabilă.',
      en: 'The electronic signature of the document received is not valid.',
    },
    basis: EIDAS('32'),
    next: {
      ro: 'Semnați din nou formularul și trimiteți-l, sau prezentați-vă la ghișeu.',
      en: 'Sign the form again and send it, or come to the counter.',
    },
  },
  'certificate-not-qualified': {
    title: { ro: 'certificat necalificat', en: 'certificate not qualified' },
    found: {
      ro: 'Semnătura electronică nu se bazează pe un certificat calificat emis unei persoane fizice.',
      en: 'The electronic signature is not based on a qualified certificate issued to a natural person.',
    },
    basis: EIDAS('3 pct. 11, 12 și 15 și art. 28'),
    next: {
      ro: 'Semnați formularul cu un certificat calificat sau prezentați-vă la ghișeu.',
      en: 'Sign the form with a qualified certificate, or come to the counter.',
    },
  },
  'no-dossier': {
    title: { ro: 'nu există dosar', en: 'no dossier' },
    found: {
      ro: 'Titularul nu are un dosar electronic de sănătate constituit, deci nu există date de anonimizat.',
      en: 'The holder has no electronic health record, so there are no data to anonymise.',
    },
    basis: DES_LAW,
    next: { ro: 'Nu este necesară nicio acțiune din partea dumneavoastră.', en: 'There is nothing you need to do.' },
  },
  'already-anonymised': {
    title: { ro: 'dosar deja anonimizat', en: 'already anonymised' },
    found: {
      ro: 'Dosarul electronic de sănătate este deja anonimizat; recipisa eliberată atunci rămâne valabilă.',
      en: 'The electronic health record is already anonymised; the receipt given then remains valid.',
    },
    basis: DES_LAW,
    next: {
      ro: 'Puteți cere la ghișeu un duplicat al recipisei.',
      en: 'You may ask for a duplicate of the receipt at the counter.',
    },
  },
  'not-anonymised': {
    title: { ro: 'dosar care nu este anonimizat', en: 'not anonymised' },
    found: {
      ro: 'Dosarul electronic de sănătate nu este anonimizat, deci nu are din ce reveni.',
      en: 'The electronic health record is not anonymised, so there is nothing to revert from.',
    },
    basis: DES_LAW,
    next: {
      ro: 'Vă puteți folosi dosarul ca până acum; nu este necesară nicio acțiune.',
      en: 'You may use your record as before; there is nothing you need to do.',
    },
  },
  deceased: {
    title: { ro: 'persoană decedată', en: 'person deceased' },
    found: {
      ro: 'Potrivit evidențelor, titularul dosarului este decedat, iar cererea nu poate fi făcută în numele său.',
      en: 'According to the records the holder is deceased, and the request cannot be made in their name.',
    },
    basis: { ro: 'Codul civil, art. 35', en: 'Civil Code, art. 35' },
    next: {
      ro: 'Dacă evidența este greșită, prezentați-vă la ghișeu cu actul de identitate.',
      en: 'If the record is wrong, come to the counter with the identity document.',
    },
  },
  duplicate: {
    title: { ro: 'cerere repetată', en: 'duplicate' },
    found: {
      ro: 'O cerere cu același obiect a fost deja soluționată sau se află în lucru.',
      en: 'A request in the same matter has been answered already or is being dealt with.',
    },
    basis: PETITIONS('10'),
    next: {
      ro: 'Răspunsul la prima cerere este valabil și pentru aceasta.',
      en: 'The answer to the first request stands for this one too.',
    },
  },
  'modified-after-signing': {
    title: { ro: 'document modificat după semnare', en: 'document modified after signing' },
    found: {
      ro: 'Documentul primit a fost modificat după ce a fost semnat electronic.',
      en: 'The document received was modified after it had been signed electronically.',
    },
    basis: EIDAS('26 lit. d) și art. 32'),
    next: {
      ro: 'Completați formularul, semnați-l și trimiteți-l fără a-l mai modifica după semnare.',
      en: 'Fill in the form, sign it, and send it without changing it after signing.',
    },
  },
}

/** `house`: the name of the house that answers. */
export const rejectionWords = (house: Words): Record<RejectionReason, RejectionWords> => ({
  ...WORDS,
  'not-competent': {
    title: { ro: 'cererea nu ține de această casă', en: 'not this house’s competence' },
    found: {
      ro: `Cererea nu intră în competența noastră (${house.ro}).`,
      en: `The request is not within our competence (${house.en}).`,
    },
    basis: PETITIONS('6^1'),
    next: {
      ro: 'Adresați-vă casei de asigurări de sănătate la care sunteți luat(ă) în evidență.',
      en: 'Address the health insurance house with which you are registered.',
    },
  },
})
