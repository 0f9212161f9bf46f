/**
 * What honest programs do to a signed form, each in its own manner. An act knows what the acts before it left, so
 * that any two can follow each other.
 */
import { bodies, numbers as n, signatureBody } from '../form-document.ts'
import { stream } from '../plain-pdf.ts'
import { stampBody, stampField } from './time-stamp.ts'

/** What later acts must keep of what earlier ones did. */
export interface FormState {
  readonly fields: readonly string[]
  readonly annotations: readonly string[]
  readonly catalog: string
  readonly page: string
  readonly form: string
  readonly resources: string
  readonly structure: readonly string[]
  readonly parents: string
  /** The next free number of an object, and of the structure tree. */
  readonly next: number
  readonly nextKey: number
}

export interface HonestAct {
  readonly name: string
  /** A signature in its revision: exactly one waiting dictionary. */
  readonly signs?: boolean
  /** The same with a document time-stamp. */
  readonly stamps?: boolean
  /** Certification levels that permit it; all where they are left out. */
  readonly levels?: readonly (1 | 2 | 3 | undefined)[]
  readonly answer: 'silent' | 'warned'
  readonly trailer?: string
  /** What it writes anew as a whole: another act on the same cannot follow, or is not permitted any more. */
  readonly subject?: string
  make(
    state: FormState,
    signer: { readonly certificate: Uint8Array },
  ): {
    readonly objects: ReadonlyMap<number, string>
    readonly state: FormState
  }
}

/** Of the form that `actBase` makes. */
export const firstState: FormState = {
  fields: ['7 0 R', '9 0 R', '8 0 R', '17 0 R', '18 0 R', '20 0 R'],
  annotations: ['7 0 R', '9 0 R', '8 0 R', '17 0 R', '18 0 R', '19 0 R', '20 0 R'],
  catalog: '',
  page: '',
  form: '',
  resources: '/F1 6 0 R',
  structure: ['15 0 R'],
  parents: '0 [15 0 R]',
  next: 40,
  nextKey: 1,
}

export const signatureLine = (entries = '') =>
  `<< /Subtype /Widget /FT /Sig /T (Linie) /Rect [320 100 520 160] /F 4 ${entries} >>`
export const choice = (entries = '/V /Off /AS /Off') =>
  `<< /Type /Annot /Subtype /Widget /FT /Btn /T (acord) /Rect [300 600 320 620] /P 3 0 R /F 4 /AP << /N << /Da 10 0 R >> >> ${entries} >>`
/** A box whose state does not follow its value yet. */
export const following = (state = '/Off') =>
  choice(`/V /Da /AS ${state}`)
    .replace('(acord)', '(urmare)')
    .replace('320 620', '320 610')
    .replace('600 320', '590 320')
export const note = (contents = 'nota') =>
  `<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /P 3 0 R /Contents (${contents}) >>`

const permissions = '/Perms << /DocMDP 11 0 R >>'
const catalogOf = (state: FormState, level: string) => bodies.catalog(`${state.catalog} ${level}`)
const pageOf = (state: FormState) => bodies.page(state.page, state.annotations.join(' '))
const formOf = (state: FormState) =>
  `<< /Fields [${state.fields.join(' ')}] /DR << /Font << ${state.resources} >> >> ${state.form} >>`
const structureOf = (state: FormState) =>
  `<< /Type /StructTreeRoot /K [${state.structure.join(' ')}] /ParentTree << /Nums [${state.parents}] >> /ParentTreeNextKey ${String(state.nextKey)} >>`

const widget = (name: string, value: number, entries = '/Rect [0 0 0 0]') =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /P 3 0 R /F 132 /V ${String(value)} 0 R ${entries} >>`

/** A new signature field, where the program puts it in its lists. */
function signsNewField(
  name: string,
  place: 'first' | 'last',
  more: Partial<Pick<HonestAct, 'answer' | 'levels' | 'subject'>> & {
    readonly entries?: (face: number) => string
    readonly tagged?: boolean
    readonly resources?: string
    readonly value?: string
  } = {},
): HonestAct {
  const into = (list: readonly string[], item: string) => (place === 'first' ? [item, ...list] : [...list, item])
  return {
    name,
    signs: true,
    answer: more.answer ?? 'silent',
    levels: more.levels ?? [undefined, 2, 3],
    ...(more.subject === undefined ? {} : { subject: more.subject }),
    make(before) {
      const [field, value, face, element] = [before.next, before.next + 1, before.next + 2, before.next + 3]
      const reference = `${String(field)} 0 R`
      const state: FormState = {
        ...before,
        fields: into(before.fields, reference),
        annotations: into(before.annotations, reference),
        resources: `${before.resources} ${more.resources ?? ''}`,
        form: `${before.form.includes('SigFlags') ? before.form : `${before.form} /SigFlags 3`} ${more.resources === undefined || before.form.includes('/DA') ? '' : '/DA (/Helv 0 Tf 0 g)'}`,
        page: more.tagged === true && !before.page.includes('/Tabs') ? `${before.page} /Tabs /S` : before.page,
        structure: more.tagged === true ? [...before.structure, `${String(element)} 0 R`] : before.structure,
        parents:
          more.tagged === true ? `${before.parents} ${String(before.nextKey)} ${String(element)} 0 R` : before.parents,
        next: before.next + 4,
        nextKey: more.tagged === true ? before.nextKey + 1 : before.nextKey,
      }
      const structParent = more.tagged === true ? `/StructParent ${String(before.nextKey)}` : ''
      const objects = new Map<number, string>([
        [n.form, formOf(state)],
        [n.page, pageOf(state)],
        [field, widget(`Semn${String(field)}`, value, `${more.entries?.(face) ?? '/Rect [0 0 0 0]'} ${structParent}`)],
        [value, signatureBody(more.value ?? '')],
        [face, bodies.face('Semnat')],
      ])
      if (more.tagged === true) {
        objects.set(n.structure, structureOf(state))
        objects.set(
          element,
          `<< /Type /StructElem /S /Form /P 14 0 R /Pg 3 0 R /Alt (semnatura) /K << /Type /OBJR /Obj ${reference} >> >>`,
        )
      }
      return { objects, state }
    },
  }
}

const lockOf = (fields: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /V /1.2 /Action /Include /Fields [${fields}] >> >>]`

/** Objects that stay where they are, and leave the state as it was. */
function writes(
  name: string,
  answer: HonestAct['answer'],
  objects: (state: FormState, signer: { readonly certificate: Uint8Array }) => readonly (readonly [number, string])[],
  more: Partial<HonestAct> & { readonly after?: (state: FormState) => FormState } = {},
): HonestAct {
  const { after, ...rest } = more
  return {
    name,
    answer,
    ...rest,
    make: (state, signer) => ({
      objects: new Map(objects(state, signer)),
      state: after?.(state) ?? { ...state, next: state.next + 10 },
    }),
  }
}

const filling: Partial<HonestAct> = { levels: [undefined, 2, 3] }
const fillingText: Partial<HonestAct> = { ...filling, subject: 'text' }
const noting: Partial<HonestAct> = { levels: [3] }

const signing: readonly HonestAct[] = [
  signsNewField('a signature at the end of the lists', 'last'),
  signsNewField('a signature at the head of the lists', 'first'),
  signsNewField('a signature with a face', 'last', {
    answer: 'warned',
    entries: (face) => `/Rect [320 300 520 360] /AP << /N ${String(face)} 0 R >> /MK << >> /DA (/F1 0 Tf 0 g)`,
  }),
  signsNewField('a signature with an element of the structure', 'last', { tagged: true }),
  signsNewField('a signature with fonts for the form', 'last', {
    answer: 'warned',
    subject: 'fonts',
    resources: '/Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  }),
  {
    subject: 'text',
    ...signsNewField('a signature that locks a field and marks it', 'last', {
      answer: 'warned',
      value: lockOf('(motiv)'),
    }),
    make(state, signer) {
      const made = signsNewField('', 'last', { value: lockOf('(motiv)') }).make(state, signer)
      return { ...made, objects: new Map([...made.objects, [n.motive, bodies.motive('', '/Ff 1')]]) }
    },
  },
  {
    ...signsNewField('a signature in a group of its own', 'last'),
    make(before) {
      const [group, field, value] = [before.next, before.next + 1, before.next + 2]
      const state: FormState = {
        ...before,
        fields: [...before.fields, `${String(group)} 0 R`],
        annotations: [...before.annotations, `${String(field)} 0 R`],
        next: before.next + 3,
      }
      return {
        state,
        objects: new Map([
          [n.form, formOf(state)],
          [n.page, pageOf(state)],
          [group, `<< /T (Grup${String(group)}) /Kids [${String(field)} 0 R] >>`],
          [field, widget('Client', value, `/Rect [0 0 0 0] /Parent ${String(group)} 0 R`)],
          [value, signatureBody()],
        ]),
      }
    },
  },
  writes(
    'a signature on the line that waited, with type, page, flags and tooltip',
    'warned',
    (state) => [
      [
        17,
        signatureLine(
          `/V ${String(state.next)} 0 R /Type /Annot /P 3 0 R /Ff 1 /TU (semnati aici) /AP << /N ${String(state.next + 1)} 0 R >>`,
        ),
      ],
      [state.next, signatureBody()],
      [state.next + 1, bodies.face('Semnat')],
    ],
    { signs: true, ...filling, subject: 'line' },
  ),
]

const stamping: HonestAct = {
  ...signsNewField('a document time-stamp', 'last'),
  signs: false,
  stamps: true,
  levels: [undefined, 1, 2, 3],
  make(before, signer) {
    const made = signsNewField('', 'last').make(before, signer)
    return {
      ...made,
      objects: new Map([...made.objects, [before.next, stampField(before.next)], [before.next + 1, stampBody()]]),
    }
  },
}

const certificateOf = (signer: { readonly certificate: Uint8Array }) =>
  stream(Buffer.from(signer.certificate).toString('latin1'))
const permissionsOf = (level: 1 | 2 | 3 | undefined) => (level === undefined ? '' : permissions)

/** The second store of a file would drop the extension of the first: one program writes one kind. */
const storesWith = (name: string, objects: Parameters<typeof writes>[2]) =>
  writes(name, 'silent', objects, { subject: 'store' })

const storing = (level: 1 | 2 | 3 | undefined): readonly HonestAct[] => [
  storesWith('a security store', (state, signer) => [
    [
      n.catalog,
      catalogOf({ ...state, catalog: `${state.catalog} /DSS ${String(state.next)} 0 R` }, permissionsOf(level)),
    ],
    [state.next, `<< /Type /DSS /Certs [${String(state.next + 1)} 0 R] >>`],
    [state.next + 1, certificateOf(signer)],
  ]),
  storesWith('a security store with entries by signature and an extension', (state, signer) => [
    [
      n.catalog,
      catalogOf(
        {
          ...state,
          catalog: `${state.catalog} /Version /2.0 /DSS ${String(state.next)} 0 R /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>`,
        },
        permissionsOf(level),
      ),
    ],
    [
      state.next,
      `<< /Type /DSS /Certs [${String(state.next + 1)} 0 R] /VRI << /00112233445566778899AABBCCDDEEFF00112233 << /Type /VRI /Cert [${String(state.next + 1)} 0 R] /TU (D:20261123101500Z) >> >> >>`,
    ],
    [state.next + 1, certificateOf(signer)],
  ]),
]

const fillingAndNoting: readonly HonestAct[] = [
  writes(
    'a text filled in',
    'warned',
    (state) => [
      [n.motive, bodies.motive('personal', `/AP << /N ${String(state.next)} 0 R >> /M (D:20261123101500Z)`)],
      [state.next, bodies.face('personal')],
    ],
    fillingText,
  ),
  writes(
    'a text filled in and made the default',
    'warned',
    () => [[n.motive, bodies.motive('familial', '/DV (familial)')]],
    fillingText,
  ),
  writes('a box ticked', 'warned', () => [[18, choice('/V /Da /AS /Da')]], filling),
  writes('a state that follows the value', 'warned', () => [[20, following('/Da')]], filling),
  writes(
    'a text filled in, faces left to the reader',
    'warned',
    (state) => [
      [n.motive, bodies.motive('medical')],
      [n.form, formOf({ ...state, form: `${state.form} /NeedAppearances true` })],
    ],
    fillingText,
  ),
  writes(
    'a note added',
    'warned',
    (state) => [
      [n.page, pageOf({ ...state, annotations: [...state.annotations, `${String(state.next)} 0 R`] })],
      [state.next, note('alta')],
    ],
    noting,
  ),
  writes('a note changed', 'warned', () => [[19, note('alta')]], noting),
  writes(
    'a note taken off',
    'warned',
    (state) => [[n.page, pageOf({ ...state, annotations: state.annotations.filter((item) => item !== '19 0 R') })]],
    noting,
  ),
  writes('another order of tabs', 'warned', (state) => [[n.page, pageOf({ ...state, page: '/Tabs /R' })]], {
    ...noting,
    after: (state) => ({ ...state, page: '/Tabs /R' }),
  }),
]

const bookkeeping: readonly HonestAct[] = [
  writes('a field dated', 'silent', () => [[n.motive, bodies.motive('', '/M (D:20261123101500Z) /NM (motiv)')]], {
    subject: 'text',
  }),
  writes('fresh metadata', 'silent', () => [[n.metadata, bodies.metadata('2026-12-01')]]),
  writes('information about the file', 'silent', () => [[38, '<< /Producer (Program) /ModDate (D:20261201) >>']], {
    trailer: '/Info 38 0 R',
  }),
  writes('a key of the program in the trailer', 'silent', () => [[39, '<< >>']], { trailer: '/DocChecksum /ABC' }),
  writes('objects that nothing leads to', 'silent', (state) => [[state.next, '<< /Note (x) >>']]),
  writes('a note of the program in the page tree', 'silent', () => [
    [n.pages, bodies.pages().replace('/Count', '/ITXT (8) /Count')],
  ]),
  writes('all written again in another spelling', 'silent', (state) => [
    [n.page, pageOf(state).replace('/Type /Page', '/Type/P#61ge')],
    [n.pages, bodies.pages().replace('595', '595.0')],
  ]),
]

export function honestActs(level: 1 | 2 | 3 | undefined): HonestAct[] {
  return [...signing, stamping, ...storing(level), ...fillingAndNoting, ...bookkeeping].filter(
    ({ levels }) => levels === undefined || levels.includes(level),
  )
}
