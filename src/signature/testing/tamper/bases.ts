/** Signed files of every shape that the comparison knows: certification, locks, tables, widgets, stores, signatures. */
import { deflateSync } from 'node:zlib'
import type { Signer } from '../../signing/index.ts'
import { behindOctets, encrypted, encryptedBody, type WriteBody } from '../copied-document.ts'
import { bodies, numbers as n, signatureBody, type SignedFormOptions, updated, waitingForm } from '../form-document.ts'
import { appendStreamRevision, latin1, type Objects, stream } from '../plain-pdf.ts'
import { signPlain } from '../test-signer.ts'
import { stamped } from './time-stamp.ts'

export interface Base {
  readonly name: string
  readonly file: Buffer
  readonly level: 1 | 2 | 3 | undefined
  /** How the body of an object stands in the file; as it is by default. */
  readonly write?: WriteBody
  /** What was there before the signature makes its answer a warning, or no green at all. */
  readonly answer?: 'warned' | 'refused'
}

interface Shape {
  readonly name: string
  readonly options?: Omit<SignedFormOptions, 'certify'>
  /** What follows the signature, without changing the answer. */
  readonly after?: (signed: Buffer, signer: Signer, level: 1 | 2 | 3 | undefined) => Buffer | Promise<Buffer>
  readonly levels?: readonly (1 | 2 | 3 | undefined)[]
  readonly write?: WriteBody
}

const usual = '7 0 R 9 0 R 8 0 R'
const withFields = (more: string, objects: Objects): Objects =>
  new Map([[n.form, bodies.form(`${usual} ${more}`)], [n.page, bodies.page('', `${usual} ${more}`)], ...objects])

const check = (entries: string) =>
  `<< /Type /Annot /Subtype /Widget /FT /Btn /T (acord) /Rect [300 600 320 620] /P 3 0 R /F 4 /V /Off /AS /Off /AP << /N << /Da 41 0 R /Off 42 0 R >> >> ${entries} >>`
const untagged: Objects = new Map([
  [n.catalog, '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 16 0 R >>'],
  [n.structure, null],
  [n.element, null],
])
const bookmarks: Objects = new Map([
  [n.catalog, bodies.catalog('/Outlines 40 0 R /Dests << /sus [3 0 R /Fit] >>')],
  [40, '<< /Type /Outlines /First 41 0 R /Last 41 0 R /Count 1 >>'],
  [41, '<< /Title (Cerere) /Parent 40 0 R /Dest [3 0 R /Fit] /SE 15 0 R >>'],
])
const compressedContent: Objects = new Map([
  [
    n.content,
    stream(
      deflateSync(latin1('/P << /MCID 0 >> BDC BT /F1 12 Tf 72 760 Td (Solicit) Tj ET EMC q /Fm Do Q')).toString(
        'latin1',
      ),
      '/Filter /FlateDecode',
    ),
  ],
])

/** Everything of the form that is no stream. */
const inStreams: Objects = new Map([
  [n.catalog, bodies.catalog()],
  [n.pages, bodies.pages()],
  [n.page, bodies.page()],
  [n.form, bodies.form()],
  [n.font, bodies.font()],
  [n.cnp, bodies.cnp()],
  [n.motive, bodies.motive()],
  [n.signatureField, bodies.signatureField()],
  [n.structure, bodies.structure()],
  [n.element, bodies.element()],
])

const second = async (signed: Buffer, signer: Signer): Promise<Buffer> =>
  signPlain(
    signed,
    new Map([
      [n.form, bodies.form(`${usual} 50 0 R`)],
      [n.page, bodies.page('', `${usual} 50 0 R`)],
      [50, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 51 0 R >>'],
      [51, signatureBody()],
    ]),
    signer,
  )

const certificateOf = (signer: Signer) => stream(Buffer.from(signer.certificate).toString('latin1'))
const permissionsOf = (level: 1 | 2 | 3 | undefined) => (level === undefined ? '' : '/Perms << /DocMDP 11 0 R >>')

export const shapes: readonly Shape[] = [
  { name: 'plain' },
  { name: 'locked field', options: { lock: ['cnp'] } },
  { name: 'not tagged', options: { changes: untagged }, levels: [undefined] },
  { name: 'bookmarks with structure', options: { changes: bookmarks } },
  { name: 'compressed content', options: { changes: compressedContent } },
  {
    name: 'widgets apart from their field',
    options: {
      changes: withFields(
        '40 0 R',
        new Map([
          [n.form, bodies.form(`${usual} 43 0 R`)],
          [43, '<< /FT /Tx /T (adresa) /V (Iasi) /Kids [40 0 R] >>'],
          [
            40,
            '<< /Type /Annot /Subtype /Widget /Parent 43 0 R /Rect [300 640 400 660] /P 3 0 R /F 4 /AP << /N 10 0 R >> >>',
          ],
        ]),
      ),
    },
  },
  {
    name: 'faces shared by fields',
    options: { changes: new Map([[n.motive, bodies.motive('', '/AP << /N 10 0 R >>')]]) },
  },
  {
    name: 'a button with states',
    options: {
      changes: withFields(
        '40 0 R',
        new Map([
          [40, check('')],
          [41, bodies.face('X')],
          [42, bodies.face('')],
        ]),
      ),
    },
  },
  {
    name: 'a note and a link',
    options: {
      changes: new Map([
        [n.page, bodies.page('', `${usual} 40 0 R 41 0 R`)],
        [
          40,
          '<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /P 3 0 R /Contents (nota) /M (D:20260101) /NM (n1) >>',
        ],
        [
          41,
          '<< /Type /Annot /Subtype /Link /Rect [400 300 450 320] /P 3 0 R /A << /S /URI /URI (https://example.org) >> >>',
        ],
      ]),
    },
  },
  {
    name: 'objects that nothing leads to',
    options: {
      changes: new Map([
        [40, '<< /A 1 /B [1 2] >>'],
        [41, bodies.face('x')],
      ]),
    },
  },
  {
    name: 'private notes and information',
    options: { changes: new Map([[n.pages, bodies.pages().replace('/Count', '/ITXT (1) /Count')]]) },
  },
  { name: 'a document time-stamp', after: stamped },
  {
    name: 'a table that is a stream from the first',
    options: { prepare: (plain) => appendStreamRevision(plain, inStreams, 70) },
  },
  { name: 'a second signature', after: (signed, signer) => second(signed, signer), levels: [undefined, 2, 3] },
  {
    name: 'a store with entries by signature',
    after: (signed, signer, level) =>
      updated(
        signed,
        [
          n.catalog,
          bodies.catalog(
            `/DSS 60 0 R ${permissionsOf(level)} /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>`,
          ),
        ],
        [
          60,
          '<< /Type /DSS /Certs [61 0 R] /VRI << /00112233445566778899AABBCCDDEEFF00112233 << /Cert [61 0 R] /TU (D:20260101000000Z) >> >> >>',
        ],
        [61, certificateOf(signer)],
      ),
  },
  {
    name: 'a table that is a stream, and objects in a stream',
    after: (signed) =>
      appendStreamRevision(
        signed,
        new Map([
          [n.pages, bodies.pages()],
          [n.form, bodies.form()],
        ]),
        70,
      ),
  },
  { name: 'encrypted', options: { prepare: encrypted }, write: encryptedBody },
  {
    name: 'octets before the header, counted from the first of them',
    options: { prepare: (plain) => behindOctets(plain, 'From: x\r\n\r\n') },
    levels: [undefined, 2],
  },
  {
    name: 'octets before the header, counted from the header',
    options: { prepare: (plain) => Buffer.concat([latin1('\r\n\r\n'), plain]) },
    levels: [undefined, 2],
  },
  {
    name: 'white space after the end',
    after: (signed) => Buffer.concat([signed, latin1('\r\n\r\n')]),
    levels: [undefined, 2],
  },
  {
    name: 'a waiting signature line',
    options: {
      changes: withFields(
        '40 0 R',
        new Map([
          [40, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Linie) /Rect [320 100 520 160] /P 3 0 R /F 4 >>'],
        ]),
      ),
    },
  },
]

/** All shapes under all certification levels. */
export async function makeBases(signer: Signer): Promise<Base[]> {
  const bases: Base[] = []
  for (const { name, options, after, levels, write } of shapes)
    for (const level of levels ?? ([undefined, 1, 2, 3] as const)) {
      const form = waitingForm({ ...options, ...(level === undefined ? {} : { certify: level }) })
      const objects = new Map(
        [...form.objects].map(([number, body]) => [number, body !== null && write ? write(number, body) : body]),
      )
      const signed = await signPlain(form.document, objects, signer)
      const file = after ? await after(signed, signer, level) : signed
      const certified = level === undefined ? 'not certified' : `P=${String(level)}`
      bases.push({ name: `${name}, ${certified}`, file, level, ...(write && { write }) })
    }
  return bases
}
