/** Words about a request, shared by all screens: states, kinds, channels, reasons, papers, acts, missing items. */
import type { Missing } from '../../src/domain/request/completeness.ts'
import type { ErasureClass } from '../../src/domain/dossier/holdings.ts'
import type {
  Attestation,
  AttachmentRole,
  Capacity,
  Channel,
  FilingReason,
  IdentityDocumentType,
  LetterKind,
  Paper,
  RejectionReason,
  RequestKind,
  RequestState,
  WithdrawalWay,
} from '../../src/domain/request/request.ts'
import type { Role } from '../../src/domain/rights.ts'
import type { AuthorKind } from '../../src/domain/request/author.ts'
import type { RequestAction, ShownAct } from '../../src/request/acts.ts'
import type { RequestDetail } from '../../src/protocol/desk.ts'
import type { RequestBody } from '../../src/request/body.ts'
import {
  CAPACITY_LABELS,
  CHANNEL_LABELS,
  KIND_LABELS,
  LETTER_LABELS,
  PAPER_LABELS,
  STATE_LABELS,
} from '../../src/domain/papers/labels.ts'
import { keyedWords } from './keyed-words.ts'
import { defineWords, type Locale } from './words.ts'

type IdentityCheck = NonNullable<RequestBody['identityCheck']>

/** Every code that a screen may have to show. */
type RequestKey =
  | `state.${RequestState}`
  | `kind.${RequestKind}`
  | `channel.${Channel}`
  | `role.${Role}`
  | `capacity.${Capacity}`
  | `document.${IdentityDocumentType}`
  | `attestation.${Attestation}`
  | `attachment.${AttachmentRole}`
  | `paper.${Paper}`
  | `letter.${LetterKind}`
  | `rejection.${RejectionReason}`
  | `filing.${FilingReason}`
  | `withdrawal.${WithdrawalWay}`
  | `missing.${Missing | 'other'}`
  | `class.${ErasureClass}`
  | `act.${ShownAct}`
  | `action.${RequestAction}`
  | `author.${Exclude<AuthorKind, 'person'>}`
  | `who.${RequestDetail['next']['who']}`
  | `method.${IdentityCheck['method']}`
  | `outcome.${IdentityCheck['outcome']}`
  | 'unableToSign'
  | `witness.${'first' | 'second'}`

/** Words that papers have too, in the form that screens use. */
const labels = (locale: Locale) => ({
  ...keyedWords('state', STATE_LABELS, ({ screen }) => screen[locale]),
  ...keyedWords('kind', KIND_LABELS, ({ screen }) => screen[locale]),
  ...keyedWords('channel', CHANNEL_LABELS, ({ screen }) => screen[locale]),
  ...keyedWords('capacity', CAPACITY_LABELS, ({ screen }) => screen[locale]),
  ...keyedWords('paper', PAPER_LABELS, ({ screen }) => screen[locale]),
  ...keyedWords('letter', LETTER_LABELS, ({ screen }) => screen[locale]),
})

const ro = {
  ...labels('ro'),

  'role.clerk': 'operator ghișeu',
  'role.supervisor': 'șef serviciu',
  'role.administrator': 'administrator',
  'role.auditor': 'auditor',

  'document.identity-card': 'carte de identitate',
  'document.electronic-identity-card': 'carte electronică de identitate',
  'document.passport': 'pașaport',
  'document.residence-permit': 'permis de ședere',
  'document.provisional-card': 'carte de identitate provizorie',

  'attestation.photo': 'Fotografia corespunde persoanei',
  'attestation.look': 'Actul pare autentic',
  'attestation.data': 'Datele coincid cu cele din cerere',
  'attestation.capacity': 'Calitatea solicitantului este dovedită',
  'attestation.signed': 'Cererea este semnată',
  unableToSign: 'Nu poate semna: i-am citit cererea și a confirmat-o în fața a doi martori',
  'witness.first': 'Primul martor: nume și prenume',
  'witness.second': 'Al doilea martor: nume și prenume',

  'attachment.request': 'cerere',
  'attachment.proof-of-capacity': 'dovada calității',
  'attachment.other': 'alt document',

  'rejection.identity-not-confirmed': 'Identitatea nu a fost confirmată',
  'rejection.document-expired': 'Actul de identitate era expirat',
  'rejection.cnp-invalid': 'CNP nevalid sau nepotrivit',
  'rejection.capacity-not-proved': 'Calitatea solicitantului nu a fost dovedită',
  'rejection.unsigned': 'Cererea nu este semnată',
  'rejection.signature-invalid': 'Semnătura electronică nu este valabilă',
  'rejection.certificate-not-qualified': 'Certificatul nu este calificat',
  'rejection.no-dossier': 'Persoana nu are dosar electronic de sănătate',
  'rejection.already-anonymised': 'Dosarul este deja anonimizat',
  'rejection.not-anonymised': 'Dosarul nu este anonimizat',
  'rejection.deceased': 'Titularul este decedat',
  'rejection.duplicate': 'Cerere repetată',
  'rejection.not-competent': 'Cererea nu este de competența casei',
  'rejection.modified-after-signing': 'Documentul a fost modificat după semnare',

  'filing.unsigned': 'Cererea nu este semnată',
  'filing.unidentified': 'Solicitantul nu poate fi identificat',

  'missing.kind': 'tipul cererii: anonimizare sau revenire',
  'missing.holder-name': 'numele titularului',
  'missing.holder-cnp': 'un CNP valid al titularului',
  'missing.holder-not-born': 'un CNP potrivit: data nașterii este după data cererii',
  'missing.capacity': 'calitatea solicitantului',
  'missing.capacity-not-possible': 'o calitate posibilă la vârsta titularului',
  'missing.representative': 'datele reprezentantului',
  'missing.proof-of-capacity': 'dovada calității (procură, hotărâre, certificat de naștere)',
  'missing.consent-of-parent': 'acordul părintelui sau al tutorelui',
  'missing.consent-of-minor': 'acordul minorului',
  'missing.identity-check': 'verificarea identității',
  'missing.document-expired': 'un act de identitate în termen de valabilitate',
  'missing.attestations': 'atestările operatorului',
  'missing.attestation-photo': 'atestarea: fotografia corespunde',
  'missing.attestation-look': 'atestarea: actul pare autentic',
  'missing.attestation-data': 'atestarea: datele coincid',
  'missing.attestation-capacity': 'atestarea: calitatea este dovedită',
  'missing.attestation-signed': 'atestarea: cererea este semnată',
  'missing.attestation-witnesses': 'numele celor doi martori',
  'missing.request-document': 'cererea scanată sau PDF-ul semnat',
  'missing.other': 'altceva, de care această versiune nu știe',
  'missing.questions-asked': 'răspunsul la cele două întrebări',
  'missing.paper-differs': 'lămurirea diferențelor dintre document și cerere',

  'class.clinical-document.observation-sheet': 'foi de observație',
  'class.clinical-document.discharge-letter': 'bilete de externare',
  'class.clinical-document.medical-letter': 'scrisori medicale',
  'class.clinical-document.consultation': 'consultații',
  'class.clinical-document.prescription': 'rețete',
  'class.clinical-document.referral': 'trimiteri',
  'class.clinical-document.investigation-report': 'rapoarte de investigații',
  'class.clinical-document.vaccination': 'vaccinări',
  'class.clinical-document.medical-leave': 'concedii medicale',
  'class.emergency-summary': 'sumar de urgență',
  'class.medical-history': 'istoric medical',
  'class.declared-history': 'antecedente declarate de pacient',
  'class.grant': 'drepturi de acces acordate',
  'class.access-log-entry': 'înregistrări în jurnalul de accesări',
  'class.security-matrix': 'matrice de securitate',
  'class.portal-link': 'legături ale contului din portal',

  'act.register-request': 'Înregistrată',
  'act.record-identity-check': 'Identitate verificată',
  'act.attach-document': 'Document atașat',
  'act.add-note': 'Notă adăugată',
  'act.update-contact': 'Date de contact actualizate',
  'act.amend-request': 'Date corectate',
  'act.settle-difference': 'Diferență lămurită',
  'act.submit-request': 'Trimisă la aprobare',
  'act.return-request': 'Returnată pentru completare',
  'act.approve-request': 'Aprobată',
  'act.reject-request': 'Respinsă',
  'withdrawal.at-counter': 'la ghișeu, cu actul de identitate',
  'withdrawal.in-writing': 'în scris',
  'act.withdraw-request': 'Retrasă',
  'act.join-request': 'Conexată',
  'act.forward-request': 'Redirecționată',
  'act.file-request': 'Clasată',
  'act.extend-term': 'Termen prelungit',
  'act.decide-order': 'Ordinea cererilor decisă',
  'act.record-print': 'Document tipărit',
  'act.begin': 'Executare începută',
  'act.executed': 'Executată de sistemul central',
  'act.unknown': 'Operațiune pe care această versiune nu o cunoaște',

  'author.mailbox': 'cutia poștală',
  'author.holder': 'titularul, în portal',
  'author.doctor': 'aplicația medicului',
  'author.system': 'sistemul',

  'action.submit': 'Trimite la aprobare',
  'action.amend': 'Corectează datele',
  'action.settle': 'Notează rezolvarea',
  'action.check-identity': 'Verifică identitatea',
  'action.attach': 'Atașează un document',
  'action.note': 'Adaugă o notă',
  'action.return': 'Returnează pentru completare',
  'action.approve': 'Aprobă',
  'action.reject': 'Respinge',
  'action.withdraw': 'Retrage',
  'action.join': 'Conexează',
  'action.forward': 'Redirecționează',
  'action.file': 'Clasează',
  'action.decide-order': 'Decide ordinea',
  'action.extend': 'Prelungește termenul',

  'who.clerk': 'Operatorul de ghișeu',
  'who.supervisor': 'Șeful de serviciu',
  'who.central': 'Sistemul central',
  'who.citizen': 'Solicitantul',
  'who.nobody': 'Nimeni',

  'method.document': 'act de identitate la ghișeu',
  'method.qualified-signature': 'semnătură electronică calificată',
  'method.portal-login': 'autentificare în portal',

  'outcome.passed': 'Identitate confirmată',
  'outcome.failed': 'Identitate neconfirmată',
  'outcome.to-verify': 'De verificat',
} as const

/** Compiles only if every code above has its words. */
const complete: Readonly<Record<RequestKey, string>> = ro

export const requestWords = defineWords(
  'request',
  { ...ro, ...complete },
  {
    ...labels('en'),

    'role.clerk': 'clerk',
    'role.supervisor': 'supervisor',
    'role.administrator': 'administrator',
    'role.auditor': 'auditor',

    'document.identity-card': 'identity card',
    'document.electronic-identity-card': 'electronic identity card',
    'document.passport': 'passport',
    'document.residence-permit': 'residence permit',
    'document.provisional-card': 'provisional identity card',

    'attestation.photo': 'The photograph matches the person',
    'attestation.look': 'The document looks genuine',
    'attestation.data': 'The data agree with the request',
    'attestation.capacity': 'The capacity is proved',
    'attestation.signed': 'The request is signed',
    unableToSign: 'Cannot sign: I read the request out and it was confirmed before two witnesses',
    'witness.first': 'First witness: surname and given names',
    'witness.second': 'Second witness: surname and given names',

    'attachment.request': 'request',
    'attachment.proof-of-capacity': 'proof of capacity',
    'attachment.other': 'other document',

    'rejection.identity-not-confirmed': 'Identity not confirmed',
    'rejection.document-expired': 'Identity document expired',
    'rejection.cnp-invalid': 'CNP invalid or not matching',
    'rejection.capacity-not-proved': 'Capacity not proved',
    'rejection.unsigned': 'Request unsigned',
    'rejection.signature-invalid': 'Electronic signature invalid',
    'rejection.certificate-not-qualified': 'Certificate not qualified',
    'rejection.no-dossier': 'No electronic health record',
    'rejection.already-anonymised': 'Already anonymised',
    'rejection.not-anonymised': 'Not anonymised',
    'rejection.deceased': 'Holder deceased',
    'rejection.duplicate': 'Duplicate request',
    'rejection.not-competent': 'Not within this house’s competence',
    'rejection.modified-after-signing': 'Document modified after signing',

    'filing.unsigned': 'The request is unsigned',
    'filing.unidentified': 'The applicant cannot be identified',

    'missing.kind': 'the kind of request: anonymise or revert',
    'missing.holder-name': 'the holder’s name',
    'missing.holder-cnp': 'a valid CNP of the holder',
    'missing.holder-not-born': 'a matching CNP: the date of birth is after the day of the request',
    'missing.capacity': 'the capacity of the applicant',
    'missing.capacity-not-possible': 'a capacity possible at the holder’s age',
    'missing.representative': 'the representative’s data',
    'missing.proof-of-capacity': 'the proof of capacity (power of attorney, court decision, birth certificate)',
    'missing.consent-of-parent': 'the consent of the parent or guardian',
    'missing.consent-of-minor': 'the consent of the minor',
    'missing.identity-check': 'the identity check',
    'missing.document-expired': 'an identity document that is still valid',
    'missing.attestations': 'the clerk’s attestations',
    'missing.attestation-photo': 'attestation: the photograph matches',
    'missing.attestation-look': 'attestation: the document looks genuine',
    'missing.attestation-data': 'attestation: the data agree',
    'missing.attestation-capacity': 'attestation: the capacity is proved',
    'missing.attestation-signed': 'attestation: the request is signed',
    'missing.attestation-witnesses': 'the names of the two witnesses',
    'missing.request-document': 'the scanned request or the signed PDF',
    'missing.other': 'something that this version does not know',
    'missing.questions-asked': 'the answers to the two questions',
    'missing.paper-differs': 'an answer to each difference between paper and request',

    'class.clinical-document.observation-sheet': 'observation sheets',
    'class.clinical-document.discharge-letter': 'discharge letters',
    'class.clinical-document.medical-letter': 'medical letters',
    'class.clinical-document.consultation': 'consultations',
    'class.clinical-document.prescription': 'prescriptions',
    'class.clinical-document.referral': 'referrals',
    'class.clinical-document.investigation-report': 'investigation reports',
    'class.clinical-document.vaccination': 'vaccinations',
    'class.clinical-document.medical-leave': 'medical leaves',
    'class.emergency-summary': 'emergency summary',
    'class.medical-history': 'medical history',
    'class.declared-history': 'history declared by the patient',
    'class.grant': 'access grants',
    'class.access-log-entry': 'access log entries',
    'class.security-matrix': 'security matrix',
    'class.portal-link': 'links of the portal account',

    'act.register-request': 'Registered',
    'act.record-identity-check': 'Identity checked',
    'act.attach-document': 'Document attached',
    'act.add-note': 'Note added',
    'act.update-contact': 'Contact data updated',
    'act.amend-request': 'Data corrected',
    'act.settle-difference': 'Difference resolved',
    'act.submit-request': 'Sent to review',
    'act.return-request': 'Returned for completion',
    'act.approve-request': 'Approved',
    'act.reject-request': 'Rejected',
    'withdrawal.at-counter': 'at the counter, with the identity document',
    'withdrawal.in-writing': 'in writing',
    'act.withdraw-request': 'Withdrawn',
    'act.join-request': 'Joined',
    'act.forward-request': 'Forwarded',
    'act.file-request': 'Filed',
    'act.extend-term': 'Term extended',
    'act.decide-order': 'Order of the requests decided',
    'act.record-print': 'Paper printed',
    'act.begin': 'Execution begun',
    'act.executed': 'Executed by the central store',
    'act.unknown': 'An act that this version does not know',

    'author.mailbox': 'the mailbox',
    'author.holder': 'the holder, in the portal',
    'author.doctor': 'the doctor’s application',
    'author.system': 'the system',

    'action.submit': 'Send to review',
    'action.amend': 'Correct the data',
    'action.settle': 'Record how it was resolved',
    'action.check-identity': 'Check identity',
    'action.attach': 'Attach a document',
    'action.note': 'Add a note',
    'action.return': 'Return for completion',
    'action.approve': 'Approve',
    'action.reject': 'Reject',
    'action.withdraw': 'Withdraw',
    'action.join': 'Join',
    'action.forward': 'Forward',
    'action.file': 'File',
    'action.decide-order': 'Decide the order',
    'action.extend': 'Extend the term',

    'who.clerk': 'The clerk',
    'who.supervisor': 'The supervisor',
    'who.central': 'The central store',
    'who.citizen': 'The applicant',
    'who.nobody': 'Nobody',

    'method.document': 'identity document at the counter',
    'method.qualified-signature': 'qualified electronic signature',
    'method.portal-login': 'portal login',

    'outcome.passed': 'Identity confirmed',
    'outcome.failed': 'Identity not confirmed',
    'outcome.to-verify': 'To be verified',
  },
)
