/**
 * What the codes of a request are called, on screens, on papers, in the registry book and on the page that verifies a
 * paper. A code has all of its forms side by side in one entry, so that whoever changes one sees the others; a new code
 * does not compile without them. The printed forms keep words of their own
 * (`src/paper/forms/printed-house.ts` says why).
 */
import type { Capacity, Channel, LetterKind, Paper, RequestKind, RequestState } from '../request/request.ts'
import type { Words } from './words.ts'

/**
 * - `screen`: alone, as in a list or a choice.
 * - `row`: where there is little room.
 * - `matter`: within a sentence, as the law names it.
 * - `register`: in the registry book, which is Romanian alone.
 * - `outcome`: what was done.
 */
export const KIND_LABELS: Record<
  RequestKind,
  {
    readonly screen: Words
    readonly row: Words
    readonly matter: Words
    readonly register: string
    readonly outcome: Words
  }
> = {
  anonymise: {
    screen: { ro: 'Anonimizare', en: 'Anonymise' },
    row: { ro: 'Anonimizare', en: 'Anonymise' },
    matter: {
      ro: 'anonimizarea dosarului electronic de sănătate',
      en: 'anonymisation of the electronic health record',
    },
    register: 'anonimizare',
    outcome: { ro: 'anonimizare efectuată', en: 'anonymisation carried out' },
  },
  revert: {
    screen: { ro: 'Revenire din anonimizare', en: 'Revert' },
    row: { ro: 'Revenire', en: 'Revert' },
    matter: { ro: 'revenirea din anonimizare', en: 'revert from anonymisation' },
    register: 'revenire',
    outcome: { ro: 'revenire efectuată', en: 'revert carried out' },
  },
}

/** `paper`: within a line, so without a capital; also in the registry book. */
export const CHANNEL_LABELS: Record<Channel, { readonly screen: Words; readonly paper: Words }> = {
  counter: { screen: { ro: 'Ghișeu', en: 'Counter' }, paper: { ro: 'ghișeu', en: 'counter' } },
  email: { screen: { ro: 'E-mail', en: 'E-mail' }, paper: { ro: 'e-mail', en: 'e-mail' } },
  portal: { screen: { ro: 'Portal', en: 'Portal' }, paper: { ro: 'portal', en: 'portal' } },
}

/** `paper`: behind the applicant's name; the person acting. `screen`: what the clerk chooses. */
export const CAPACITY_LABELS: Record<Capacity, { readonly screen: Words; readonly paper: Words }> = {
  holder: { screen: { ro: 'titular', en: 'holder' }, paper: { ro: 'titular', en: 'holder' } },
  parent: { screen: { ro: 'părinte', en: 'parent' }, paper: { ro: 'părinte', en: 'parent' } },
  guardian: { screen: { ro: 'tutore', en: 'guardian' }, paper: { ro: 'tutore', en: 'guardian' } },
  'special-guardian': {
    screen: { ro: 'tutelă specială sau consiliere judiciară', en: 'special guardianship or judicial counsel' },
    paper: { ro: 'tutore special sau consilier judiciar', en: 'special guardian or judicial counsel' },
  },
  proxy: {
    screen: { ro: 'mandatar cu procură specială', en: 'proxy with a special power of attorney' },
    paper: {
      ro: 'împuternicit prin procură autentică specială',
      en: 'proxy with a special authentic power of attorney',
    },
  },
}

/** `row`: where there is little room. `register`: in the registry book, which is Romanian alone. */
export const STATE_LABELS: Record<
  RequestState,
  { readonly screen: Words; readonly row: Words; readonly register: string }
> = {
  registered: {
    screen: { ro: 'Înregistrată', en: 'Registered' },
    row: { ro: 'Înregistrată', en: 'Registered' },
    register: 'înregistrată',
  },
  in_review: {
    screen: { ro: 'De aprobat', en: 'To approve' },
    row: { ro: 'De aprobat', en: 'To approve' },
    register: 'de aprobat',
  },
  returned: {
    screen: { ro: 'Returnată pentru completare', en: 'Returned for completion' },
    row: { ro: 'De completat', en: 'To complete' },
    register: 'returnată',
  },
  approved: {
    screen: { ro: 'Aprobată', en: 'Approved' },
    row: { ro: 'Aprobată', en: 'Approved' },
    register: 'aprobată',
  },
  executing: {
    screen: { ro: 'În executare', en: 'Executing' },
    row: { ro: 'În executare', en: 'Executing' },
    register: 'în executare',
  },
  executed: {
    screen: { ro: 'Executată', en: 'Executed' },
    row: { ro: 'Executată', en: 'Executed' },
    register: 'executată',
  },
  rejected: {
    screen: { ro: 'Respinsă', en: 'Rejected' },
    row: { ro: 'Respinsă', en: 'Rejected' },
    register: 'respinsă',
  },
  withdrawn: {
    screen: { ro: 'Retrasă', en: 'Withdrawn' },
    row: { ro: 'Retrasă', en: 'Withdrawn' },
    register: 'retrasă',
  },
  joined: { screen: { ro: 'Conexată', en: 'Joined' }, row: { ro: 'Conexată', en: 'Joined' }, register: 'conexată' },
  forwarded: {
    screen: { ro: 'Redirecționată', en: 'Forwarded' },
    row: { ro: 'Redirecționată', en: 'Forwarded' },
    register: 'redirecționată',
  },
  filed: { screen: { ro: 'Clasată', en: 'Filed' }, row: { ro: 'Clasată', en: 'Filed' }, register: 'clasată' },
}

/**
 * `screen`: the paper of this request, with the article. `title`: as the paper calls itself. `file`: its name where it
 * is kept as a file; no name of a person is in it.
 */
export const PAPER_LABELS: Record<Paper, { readonly screen: Words; readonly title: Words; readonly file: string }> = {
  'proof-of-registration': {
    screen: { ro: 'Dovada înregistrării', en: 'Proof of registration' },
    title: { ro: 'Dovada înregistrării', en: 'Proof of registration' },
    file: 'dovada-inregistrarii',
  },
  receipt: {
    screen: { ro: 'Recipisa', en: 'Receipt' },
    title: { ro: 'Recipisă', en: 'Receipt' },
    file: 'recipisa',
  },
  letter: { screen: { ro: 'Răspunsul', en: 'Letter' }, title: { ro: 'Răspuns', en: 'Letter' }, file: 'raspuns' },
}

/** `screen`: the letter. `title`: its heading. `outcome`: what it states was done. */
export const LETTER_LABELS: Record<
  LetterKind,
  { readonly screen: Words; readonly title: Words; readonly outcome: Words }
> = {
  rejection: {
    screen: { ro: 'răspuns de respingere', en: 'rejection letter' },
    title: { ro: 'Răspuns: cerere respinsă', en: 'Answer: request rejected' },
    outcome: { ro: 'cerere respinsă', en: 'request rejected' },
  },
  completion: {
    screen: { ro: 'cerere de completare', en: 'request for completion' },
    title: { ro: 'Răspuns: completarea cererii', en: 'Answer: request to be completed' },
    outcome: { ro: 'cerere returnată pentru completare', en: 'request returned for completion' },
  },
  extension: {
    screen: { ro: 'înștiințare de prelungire', en: 'notice of extension' },
    title: { ro: 'Înștiințare: prelungirea termenului', en: 'Notice: term extended' },
    outcome: { ro: 'termen prelungit', en: 'term extended' },
  },
  forwarding: {
    screen: { ro: 'înștiințare de redirecționare', en: 'notice of forwarding' },
    title: { ro: 'Înștiințare: cerere redirecționată', en: 'Notice: request forwarded' },
    outcome: { ro: 'cerere redirecționată', en: 'request forwarded' },
  },
  joining: {
    screen: { ro: 'înștiințare de conexare', en: 'notice of joining' },
    title: { ro: 'Înștiințare: cerere conexată', en: 'Notice: request joined' },
    outcome: { ro: 'cerere conexată', en: 'request joined' },
  },
}
