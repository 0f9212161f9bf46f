/**
 * The parts that both forms share: holder, applicant, identity document, signature, and why each value is requested.
 */
import { PRINTED_HOUSE } from './printed-house.ts'
import {
  CAPACITIES,
  IDENTITY_DOCUMENT_TYPES,
  type Capacity,
  type IdentityDocumentType,
} from '../../domain/request/request.ts'
import { choice, heading, information, paragraph, registry, row, signing, type Block, type Option } from './blocks.ts'

export const howTo: Block = paragraph(
  {
    text:
      'Completați pe calculator sau cu litere de tipar, cu pix albastru ori negru. ' +
      'Durează aproximativ 10 minute; aveți la îndemână actul de identitate. ' +
      'Dacă nu ați înțeles ceva, întrebați la ghișeu înainte de a semna.',
    lines: [2, 4],
  },
  'body',
)

export const holder: readonly Block[] = [
  heading('1. Titularul dosarului'),
  row(
    { kind: 'text', name: 'titular.nume', words: 'Numele', label: 'Numele titularului', width: 83.2, maximum: 80 },
    {
      kind: 'text',
      name: 'titular.prenume',
      words: 'Prenumele',
      label: 'Prenumele titularului',
      width: 80.8,
      maximum: 120,
    },
  ),
  row(
    { kind: 'comb', name: 'titular.cnp', words: 'Codul numeric personal (CNP)', label: 'CNP-ul titularului, 13 cifre' },
    {
      kind: 'text',
      name: 'titular.telefon',
      words: 'Telefon (nu este obligatoriu)',
      label: 'Telefonul titularului, nu este obligatoriu',
      width: 80.8,
      maximum: 40,
    },
  ),
  row({
    kind: 'text',
    name: 'titular.domiciliu',
    words: 'Domiciliul: localitate, stradă, număr, județ',
    label: 'Domiciliul titularului',
    maximum: 300,
    lines: [2, 3],
  }),
  row({
    kind: 'text',
    name: 'titular.email',
    words: 'E-mail (nu este obligatoriu)',
    label: 'Adresa de e-mail a titularului, nu este obligatorie',
    maximum: 120,
  }),
]

const CAPACITY_WORDS: Record<Capacity, Omit<Option, 'value'>> = {
  holder: { words: 'titularul', width: 32 },
  parent: { words: 'părintele', width: 32 },
  guardian: { words: 'tutorele', width: 30 },
  'special-guardian': { words: 'tutorele special sau consilierul judiciar', width: 76, lines: 1 },
  proxy: { words: 'împuternicitul, cu procură autentică specială', width: 170, lines: 1 },
}
const capacityOption = (capacity: Capacity): Option => ({ value: capacity, ...CAPACITY_WORDS[capacity] })

export const applicant: readonly Block[] = [
  heading('2. Cine depune cererea'),
  choice('solicitant.calitate', 'Calitatea celui care depune cererea', null, [
    CAPACITIES.filter((capacity) => capacity !== 'proxy').map(capacityOption),
    [capacityOption('proxy')],
  ]),
  paragraph({ text: 'Numai dacă cererea nu este depusă de titular:', lines: [1, 1] }, 'strong', true),
  row(
    { kind: 'text', name: 'reprezentant.nume', words: 'Numele reprezentantului', width: 83.2, maximum: 80 },
    { kind: 'text', name: 'reprezentant.prenume', words: 'Prenumele reprezentantului', width: 80.8, maximum: 120 },
  ),
  row(
    {
      kind: 'comb',
      name: 'reprezentant.cnp',
      words: 'CNP-ul reprezentantului',
      label: 'CNP-ul reprezentantului, 13 cifre',
    },
    { kind: 'text', name: 'reprezentant.telefon', words: 'Telefonul reprezentantului', width: 80.8, maximum: 40 },
  ),
  row({
    kind: 'text',
    name: 'reprezentant.dovada',
    words: 'Dovada calității: felul înscrisului, numărul, data, cine l-a emis',
    label: 'Dovada calității reprezentantului',
    maximum: 200,
  }),
]

const DOCUMENT_WORDS: Record<IdentityDocumentType, Omit<Option, 'value'>> = {
  'identity-card': { words: 'carte de identitate', width: 38.5 },
  'electronic-identity-card': { words: 'carte electronică', width: 37 },
  passport: { words: 'pașaport', width: 26 },
  'residence-permit': { words: 'permis de ședere', width: 37 },
  'provisional-card': { words: 'act provizoriu', width: 31.5 },
}

export const identityDocument: readonly Block[] = [
  heading('3. Actul de identitate al celui care depune cererea'),
  choice('act.tip', 'Felul actului de identitate', null, [
    IDENTITY_DOCUMENT_TYPES.map((type) => ({ value: type, ...DOCUMENT_WORDS[type] })),
  ]),
  row(
    { kind: 'text', name: 'act.seria', words: 'Seria', label: 'Seria actului de identitate', width: 26, maximum: 10 },
    {
      kind: 'text',
      name: 'act.numar',
      words: 'Numărul',
      label: 'Numărul actului de identitate',
      width: 62,
      maximum: 20,
    },
    {
      kind: 'date',
      name: 'act.valabil',
      words: 'Valabil până la (liber: fără termen)',
      label: 'Actul de identitate este valabil până la, zi, lună, an: ZZ.LL.AAAA; liber dacă este fără termen',
    },
  ),
]

/** Date and signature, and a second signature for a holder from 14 to 18 years. */
export const signatures = (number: number): readonly Block[] => [
  heading(`${String(number)}. Data și semnătura`),
  signing(
    {
      kind: 'date',
      name: 'cerere.data',
      words: 'Data (zi, lună, an)',
      label: 'Data cererii, zi, lună, an: ZZ.LL.AAAA',
    },
    { name: 'semnatura.solicitant', words: 'Semnătura celui care depune cererea' },
  ),
  paragraph(
    {
      text:
        'Numai dacă titularul are între 14 și 18 ani: ' +
        'acordul părintelui sau al tutorelui, când cererea o depune minorul; ' +
        'acordul minorului, când o depune părintele sau tutorele.',
      lines: [2, 3],
    },
    'body',
    true,
  ),
  signing(
    {
      kind: 'text',
      name: 'acord.nume',
      words: 'Numele și prenumele celui care își dă acordul',
      label: 'Numele și prenumele celui care își dă acordul',
      maximum: 160,
    },
    { name: 'semnatura.acord', words: 'Semnătura celui care își dă acordul' },
  ),
]

export const counter: Block = registry('Se completează la registratură', [
  { label: 'Număr de înregistrare', share: 0.3 },
  { label: 'Data', share: 0.2 },
  { label: 'Ora', share: 0.13 },
  { label: 'Operator: nume, semnătură', share: 0.37 },
])

/** The information of GDPR article 13 in short: the purpose of each value. */
export const whyWeAsk: readonly Block[] = [
  heading('De ce vă cerem aceste date'),
  information(
    [
      {
        text:
          'Răspundem în cel mult 30 de zile de la înregistrare (OG nr. 27/2002, art. 8). ' +
          'Până la începerea executării vă puteți retrage cererea.',
        lines: [2, 3],
      },
      {
        text:
          'Numele și CNP-ul: ca să găsim dosarul potrivit și niciun altul. ' +
          'Actul de identitate și semnătura: ca nimeni să nu ceară în locul dumneavoastră. ' +
          'Calitatea și dovada ei: ca să știm că puteți cere pentru titular. ' +
          'Domiciliul: ca să vă trimitem răspunsul. ' +
          'Telefonul și e-mailul: ca să vă întrebăm repede dacă lipsește ceva; ' +
          'fără ele cererea se soluționează la fel.',
        lines: [5, 6],
      },
      {
        text:
          `Operatorul datelor este ${PRINTED_HOUSE.name}, care le prelucrează numai pentru ` +
          'soluționarea și evidența cererii, în temeiul obligațiilor sale legale ' +
          '(Regulamentul (UE) 2016/679, art. 6 alin. (1) lit. c) și e); OG nr. 27/2002). ' +
          'Le văd numai angajații care o soluționează. ' +
          'Cererea și evidența ei se păstrează cât prevede nomenclatorul arhivistic, și după anonimizare.',
        lines: [5, 6],
      },
      {
        text:
          'Aveți dreptul de acces, rectificare, restricționare și opoziție. ' +
          'Responsabilul cu protecția datelor: date de contact la ghișeu. ' +
          'Puteți depune plângere la ' +
          'Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal.',
        lines: [3, 4],
      },
    ],
    { text: 'Loc pentru codul cu date (formular completat electronic)', lines: [2, 5] },
  ),
]
