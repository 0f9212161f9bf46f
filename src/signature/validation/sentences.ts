/** One sentence for each code, in words that a clerk can repeat to a citizen. Romanian first, English beside it. */
import type { CheckCode, Verdict } from './check.ts'
import type { QualificationAnswer, TrustAnswer } from './report.ts'
import type { SignerCount } from './signer-kind.ts'

export type Language = 'ro' | 'en'
type Sentence = Readonly<Record<Language, string>>

const verdicts: Readonly<Record<Verdict, Sentence>> = {
  valid: {
    ro: 'Documentul este întreg: nimic din ce se vede nu s-a schimbat după semnare.',
    en: 'The document is intact: nothing that is shown changed after signing.',
  },
  'valid-warn': {
    ro: 'Semnătura este întreagă, dar există ceva de văzut înainte de a decide.',
    en: 'The signature is intact, but there is something to look at before deciding.',
  },
  tampered: { ro: 'Documentul a fost modificat după semnare.', en: 'The document was changed after signing.' },
  invalid: { ro: 'Semnătura nu este corectă.', en: 'The signature is not correct.' },
  indeterminate: {
    ro: 'Nu se poate stabili dacă documentul este întreg.',
    en: 'Whether the document is intact cannot be determined.',
  },
  'no-signature': { ro: 'Documentul nu este semnat electronic.', en: 'The document has no electronic signature.' },
  error: { ro: 'Fișierul nu a putut fi citit.', en: 'The file could not be read.' },
}

const checks: Readonly<Record<CheckCode, Sentence>> = {
  'file-readable': {
    ro: 'Structura fișierului este stricată; fiecare program l-ar citi altfel.',
    en: 'The structure of the file is broken; each program would read it differently.',
  },
  'limits-kept': {
    ro: 'Fișierul cere mai mult timp sau mai multă memorie decât un document obișnuit; verificarea a fost oprită.',
    en: 'The file needs more time or memory than an ordinary document; the check was stopped.',
  },
  'password-known': {
    ro: 'Fișierul este protejat cu parolă; fără ea nu se poate verifica.',
    en: 'The file is protected by a password; without it it cannot be checked.',
  },
  'content-opened': {
    ro: 'Fișierul este protejat cu parolă; semnătura a putut fi verificată, dar conținutul nu a putut fi deschis.',
    en: 'The file is protected by a password; the signature could be checked, but its content could not be opened.',
  },
  'signature-in-form': {
    ro: 'O semnătură există în fișier, dar a fost scoasă din formular sau ascunsă.',
    en: 'A signature is in the file but was taken out of the form or hidden.',
  },
  'signature-dictionary': {
    ro: 'Datele semnăturii lipsesc sau se contrazic.',
    en: 'The data of the signature are missing or contradict each other.',
  },
  'sub-filter-known': { ro: 'Felul semnăturii nu este cunoscut.', en: 'The kind of signature is not known.' },
  'byte-range-form': {
    ro: 'Semnătura nu spune corect ce parte din fișier acoperă.',
    en: 'The signature does not correctly state which part of the file it covers.',
  },
  'byte-range-gap': {
    ro: 'Semnătura lasă neacoperită o parte din fișier.',
    en: 'The signature leaves a part of the file uncovered.',
  },
  'byte-range-overlap': {
    ro: 'Două semnături acoperă aceeași parte într-un fel care nu este permis.',
    en: 'Two signatures cover the same part in a way that is not allowed.',
  },
  'revision-end': {
    ro: 'Partea semnată nu se termină unde se termină o versiune a documentului.',
    en: 'The signed part does not end where a version of the document ends.',
  },
  'nothing-after-end': {
    ro: 'După sfârșitul documentului semnat s-au adăugat spații, care nu arată nimic.',
    en: 'White space, which shows nothing, was added after the end of the signed document.',
  },
  'covers-to-the-end': {
    ro: 'După partea semnată mai urmează octeți nesemnați.',
    en: 'Unsigned bytes follow the signed part.',
  },
  'signed-revision-readable': { ro: 'Versiunea semnată nu poate fi citită.', en: 'The signed version cannot be read.' },
  'signature-in-signed-revision': {
    ro: 'Versiunea semnată nu conține această semnătură.',
    en: 'The signed version does not contain this signature.',
  },
  'nothing-after-last-revision': {
    ro: 'După sfârșitul documentului au fost adăugate date.',
    en: 'Data were added after the end of the document.',
  },
  'revision-chain': {
    ro: 'Fișierul arată un alt document decât cel semnat.',
    en: 'The file shows another document than the one that was signed.',
  },
  'contents-filled': {
    ro: 'Locul semnăturii a fost pregătit, dar nimeni nu a semnat.',
    en: 'The place of the signature was prepared, but nobody signed.',
  },
  'signature-readable': { ro: 'Semnătura nu poate fi citită.', en: 'The signature cannot be read.' },
  'one-signer': {
    ro: 'Semnătura trebuie să aibă un singur semnatar.',
    en: 'The signature must have exactly one signer.',
  },
  'content-detached': {
    ro: 'Semnătura poartă un alt conținut decât documentul.',
    en: 'The content in the signature differs from the document.',
  },
  'content-type': {
    ro: 'Semnătura se referă la alt fel de conținut.',
    en: 'The signature refers to another kind of content.',
  },
  'signer-certificate': { ro: 'Lipsește certificatul semnatarului.', en: 'The signer’s certificate is missing.' },
  'algorithm-supported': {
    ro: 'Algoritmul semnăturii nu poate fi verificat pe acest calculator.',
    en: 'The algorithm of the signature cannot be checked on this computer.',
  },
  'algorithms-agree': {
    ro: 'Semnătura numește doi algoritmi diferiți pentru același lucru.',
    en: 'The signature names two different algorithms for the same thing.',
  },
  'digest-strength': {
    ro: 'Semnătura folosește un algoritm vechi, care nu mai este sigur.',
    en: 'The signature uses an old algorithm that is no longer safe.',
  },
  'key-unbroken': {
    ro: 'Cheia din certificat este atât de scurtă, încât oricine poate semna cu ea.',
    en: 'The key of the certificate is so short that anybody can sign with it.',
  },
  'key-strength': {
    ro: 'Semnătura folosește o cheie scurtă, care nu mai este sigură.',
    en: 'The signature uses a short key that is no longer safe.',
  },
  'message-digest': {
    ro: 'Conținutul documentului nu mai este cel semnat.',
    en: 'The content of the document is no longer what was signed.',
  },
  'signature-value': {
    ro: 'Semnătura nu a fost făcută cu cheia din certificat.',
    en: 'The signature was not made with the key of the certificate.',
  },
  'signing-certificate-reference': {
    ro: 'Semnătura a fost făcută cu alt certificat decât cel atașat.',
    en: 'The signature was made with another certificate than the one attached.',
  },
  'time-stamp-intact': {
    ro: 'Marca temporală din semnătură este stricată.',
    en: 'The time-stamp inside the signature is broken.',
  },
  'time-stamp': {
    ro: 'Marca temporală din semnătură nu a putut fi verificată.',
    en: 'The time-stamp inside the signature could not be verified.',
  },
  'later-revisions-unambiguous': {
    ro: 'Ce s-a adăugat după semnare este scris astfel încât programe diferite văd documente diferite.',
    en: 'What was added after signing is written so that different programs see different documents.',
  },
  'later-changes-permitted': {
    ro: 'După semnare s-a schimbat ceva ce nu este permis.',
    en: 'Something was changed after signing that is not permitted.',
  },
  'no-later-changes': {
    ro: 'După semnare s-a completat sau s-a adăugat ceva; comparați cu versiunea semnată.',
    en: 'Something was filled in or added after signing; compare with the signed version.',
  },
  'no-shadow-content': {
    ro: 'Documentul conține părți ascunse care ar putea fi arătate mai târziu.',
    en: 'The document holds hidden parts that could be shown later.',
  },
  'annotations-apart': {
    ro: 'Pe o pagină două adnotări se suprapun; nu se poate spune ce vede cititorul.',
    en: 'Two annotations of a page overlap; what a reader sees there is unclear.',
  },
  'algorithms-allowed': {
    ro: 'Semnătura folosește algoritmi într-o combinație pe care standardele nu o admit.',
    en: 'The signature uses algorithms in a combination that the standards do not allow.',
  },
  'attributes-form': {
    ro: 'Un atribut al semnăturii stă unde nu are voie, de prea multe ori sau cu un număr greșit de valori.',
    en: 'An attribute of the signature is in the wrong place, present too often, or has a wrong number of values.',
  },
  'attributes-known': {
    ro: 'Semnătura are un atribut necunoscut, care nu dovedește nimic.',
    en: 'The signature has an unknown attribute, which proves nothing.',
  },
  'digest-announced': {
    ro: 'Semnătura nu anunță algoritmul de rezumat pe care îl folosește.',
    en: 'The signature does not announce the digest algorithm that it uses.',
  },
  'signer-certificate-settled': {
    ro: 'Semnătura conține mai multe certificate cu același număr; nu se poate spune care este al semnatarului.',
    en: 'The signature contains several certificates with the same number; which one is the signer’s is unclear.',
  },
  'content-repeated': {
    ro: 'Semnătura repetă în interior conținutul documentului, identic.',
    en: 'The signature repeats the content of the document inside, unchanged.',
  },
  'contents-padding': {
    ro: 'După semnătură, în locul rezervat ei, se află octeți pe care nu i-a semnat nimeni.',
    en: 'Unsigned octets follow the signature in its place in the file.',
  },
  'unambiguous-objects': {
    ro: 'Fișierul conține obiecte pe care programele le-ar putea citi diferit.',
    en: 'The file contains objects that programs may read differently.',
  },
  'unambiguous-metadata': {
    ro: 'Datele despre document (metadatele) pot fi citite diferit de programe; conținutul nu este atins.',
    en: 'Programs may read the data about the document in different ways; its content is not touched.',
  },
}

const indications: Readonly<Record<TrustAnswer['indication'], Sentence>> = {
  TOTAL_PASSED: {
    ro: 'Certificatul este de încredere și era valabil la momentul semnării.',
    en: 'The certificate is trusted and was valid when it was used.',
  },
  TOTAL_FAILED: { ro: 'Semnătura nu este valabilă.', en: 'The signature is not valid.' },
  INDETERMINATE: {
    ro: 'Încrederea în certificat nu a putut fi stabilită; de revalidat.',
    en: 'Whether the certificate can be trusted could not be determined; to be revalidated.',
  },
}

const subIndications: Readonly<Partial<Record<NonNullable<TrustAnswer['subIndication']>, Sentence>>> = {
  NO_CERTIFICATE_CHAIN_FOUND: {
    ro: 'Certificatul nu duce la niciun prestator din listele sigure.',
    en: 'The certificate leads to no provider of the trusted lists.',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    ro: 'Certificatul semnatarului lipsește sau nu poate fi citit.',
    en: 'The signer’s certificate is missing or unreadable.',
  },
  REVOKED: {
    ro: 'Certificatul fusese revocat înainte de semnare.',
    en: 'The certificate had been revoked before signing.',
  },
  REVOKED_NO_POE: {
    ro: 'Certificatul este revocat și nu se poate dovedi că semnătura este mai veche.',
    en: 'The certificate is revoked and nothing proves that the signature is older.',
  },
  REVOKED_CA_NO_POE: { ro: 'Certificatul emitentului este revocat.', en: 'The issuer’s certificate is revoked.' },
  EXPIRED: { ro: 'Certificatul expirase la momentul semnării.', en: 'The certificate had expired when it was used.' },
  OUT_OF_BOUNDS_NO_POE: {
    ro: 'Certificatul nu mai este în perioada de valabilitate și nu se poate dovedi când s-a semnat.',
    en: 'The certificate is outside its dates and nothing proves when the signature was made.',
  },
  TRY_LATER: {
    ro: 'Nu s-a putut afla dacă certificatul este revocat; de revalidat.',
    en: 'Whether the certificate is revoked could not be determined; to be revalidated.',
  },
  HASH_FAILURE: {
    ro: 'Conținutul documentului nu mai este cel semnat.',
    en: 'The content of the document is no longer what was signed.',
  },
  SIG_CRYPTO_FAILURE: {
    ro: 'Semnătura nu a fost făcută cu cheia din certificat.',
    en: 'The signature was not made with the key of the certificate.',
  },
  FORMAT_FAILURE: {
    ro: 'Semnătura sau fișierul nu respectă formatul.',
    en: 'The signature or the file breaks the format.',
  },
}

const qualifications: Readonly<Record<QualificationAnswer['conclusion'], Sentence>> = {
  QESig: { ro: 'Semnătură electronică calificată.', en: 'Qualified electronic signature.' },
  QESeal: {
    ro: 'Sigiliu electronic calificat: al unei instituții, nu al unei persoane.',
    en: 'Qualified electronic seal: of an institution, not of a person.',
  },
  'AdESig-QC': {
    ro: 'Semnătură electronică avansată cu certificat calificat.',
    en: 'Advanced electronic signature with a qualified certificate.',
  },
  'AdESeal-QC': {
    ro: 'Sigiliu electronic avansat cu certificat calificat.',
    en: 'Advanced electronic seal with a qualified certificate.',
  },
  AdESig: {
    ro: 'Semnătură electronică avansată, fără certificat calificat.',
    en: 'Advanced electronic signature, without a qualified certificate.',
  },
  AdESeal: {
    ro: 'Sigiliu electronic avansat, fără certificat calificat.',
    en: 'Advanced electronic seal, without a qualified certificate.',
  },
  'Unknown-QC-QSCD': {
    ro: 'Făcută cu certificat și dispozitiv calificate; nu se poate spune dacă este semnătură sau sigiliu.',
    en: 'Made with a qualified certificate and device; whether it is a signature or a seal cannot be determined.',
  },
  'Unknown-QC': {
    ro: 'Făcută cu certificat calificat; nu se poate spune dacă este semnătură sau sigiliu.',
    en: 'Made with a qualified certificate; whether it is a signature or a seal cannot be determined.',
  },
  Unknown: {
    ro: 'Nu se poate spune dacă este semnătură sau sigiliu.',
    en: 'Whether it is a signature or a seal cannot be determined.',
  },
  'Not AdES': {
    ro: 'Certificatul este pentru site-uri; ce se face cu el nu este semnătură.',
    en: 'The certificate is for websites; what is made with it is not a signature.',
  },
  'N/A': {
    ro: 'Listele sigure se contrazic în privința acestui certificat.',
    en: 'The trusted lists contradict themselves about this certificate.',
  },
  'not-determined': {
    ro: 'Nu s-a putut stabili dacă certificatul este calificat.',
    en: 'Whether the certificate is qualified could not be determined.',
  },
}

/** The sentence for a verdict about integrity. */
export function sentenceOf(verdict: Verdict, language: Language): string {
  return verdicts[verdict][language]
}

/** The sentence for a check that did not pass. */
export function sentenceOfCheck(code: CheckCode, language: Language): string {
  return checks[code][language]
}

/** The sentence for trust: the reason where there is one, else the indication. */
export function sentenceOfTrust(answer: Pick<TrustAnswer, 'indication' | 'subIndication'>, language: Language): string {
  return ((answer.subIndication && subIndications[answer.subIndication]) ?? indications[answer.indication])[language]
}

export function sentenceOfQualification(conclusion: QualificationAnswer['conclusion'], language: Language): string {
  return qualifications[conclusion][language]
}

/** How many intact signatures there are, and of whom; empty where there is none. */
export function sentenceOfSigners({ persons, seals, timeStamps, unknown }: SignerCount, language: Language): string {
  if (persons + seals + timeStamps + unknown === 0) return ''
  const counts = [persons, seals, timeStamps, unknown].map(String)
  const words =
    language === 'ro'
      ? ['Semnături ale unor persoane', 'sigilii ale unor organizații', 'mărci temporale', 'neprecizate']
      : ['Signatures by persons', 'seals of organisations', 'time-stamps', 'not stated']
  return `${words.map((word, index) => `${word}: ${counts[index] ?? ''}`).join(', ')}.`
}
