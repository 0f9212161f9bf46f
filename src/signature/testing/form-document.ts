/**
 * The document that tests and attacks are made on: one page, text fields, a signature field, shared resources, a
 * picture, a structure tree.
 */
import { appendRevision, type Objects, stream, writePdf } from './plain-pdf.ts'

/** Numbers of the objects, so that an attack reads as a sentence. */
export const numbers = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  form: 5,
  font: 6,
  cnp: 7,
  signatureField: 8,
  motive: 9,
  cnpFace: 10,
  signature: 11,
  sharedForm: 12,
  picture: 13,
  structure: 14,
  element: 15,
  metadata: 16,
  free: 30,
} as const
const n = numbers

const metadata = (date: string) =>
  stream(
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" modified="${date}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
    '/Type /Metadata /Subtype /XML',
  )

export const bodies = {
  catalog: (extra = '') =>
    `<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /StructTreeRoot 14 0 R /MarkInfo << /Marked true >> /Metadata 16 0 R ${extra} >>`,
  pages: (kids = '3 0 R', count = 1) =>
    `<< /Type /Pages /Kids [${kids}] /Count ${String(count)} /MediaBox [0 0 595 842] >>`,
  page: (extra = '', annotations = '7 0 R 9 0 R 8 0 R') =>
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> /XObject << /Fm 12 0 R /Im 13 0 R >> >> /StructParents 0 /Annots [${annotations}] ${extra} >>`,
  content: (text = 'Solicit anonimizarea dosarului') =>
    stream(
      `/P << /MCID 0 >> BDC BT /F1 12 Tf 72 760 Td (${text}) Tj ET EMC q 1 0 0 1 72 700 cm /Fm Do Q q 40 0 0 40 480 760 cm /Im Do Q`,
    ),
  form: (fields = '7 0 R 9 0 R 8 0 R', extra = '/SigFlags 3') =>
    `<< /Fields [${fields}] /DA (/F1 10 Tf 0 g) /DR << /Font << /F1 6 0 R >> >> ${extra} >>`,
  font: (base = 'Helvetica') => `<< /Type /Font /Subtype /Type1 /BaseFont /${base} >>`,
  cnp: (value = '2850615220019', extra = '', face = 10) =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (cnp) /V (${value}) /Rect [72 640 272 660] /P 3 0 R /F 4 /AP << /N ${String(face)} 0 R >> ${extra} >>`,
  motive: (value = '', extra = '') =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (motiv) /V (${value}) /Rect [72 600 272 620] /P 3 0 R /F 4 ${extra} >>`,
  signatureField: (extra = '') =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Semnatura) /Rect [72 100 272 160] /P 3 0 R /F 132 ${extra} >>`,
  face: (text = '2850615220019') =>
    stream(
      `BT /F1 10 Tf 2 4 Td (${text}) Tj ET`,
      '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 6 0 R >> >>',
    ),
  sharedForm: (text = 'titular') =>
    stream(
      `BT /F1 10 Tf (${text}) Tj ET`,
      '/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 6 0 R >> >>',
    ),
  picture: () =>
    stream('\x00', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'),
  structure: (kids = '15 0 R') =>
    `<< /Type /StructTreeRoot /K [${kids}] /ParentTree << /Nums [0 [15 0 R]] >> /ParentTreeNextKey 1 >>`,
  element: (extra = '') => `<< /Type /StructElem /S /P /P 14 0 R /Pg 3 0 R /K 0 ${extra} >>`,
  metadata: (date = '2026-11-23') => metadata(date),
}

export function formDocument(changes: Objects = new Map()): Buffer {
  const objects = new Map<number, string | null>([
    [n.catalog, bodies.catalog()],
    [n.pages, bodies.pages()],
    [n.page, bodies.page()],
    [n.content, bodies.content()],
    [n.form, bodies.form()],
    [n.font, bodies.font()],
    [n.cnp, bodies.cnp()],
    [n.signatureField, bodies.signatureField()],
    [n.motive, bodies.motive()],
    [n.cnpFace, bodies.face()],
    [n.sharedForm, bodies.sharedForm()],
    [n.picture, bodies.picture()],
    [n.structure, bodies.structure()],
    [n.element, bodies.element()],
    [n.metadata, bodies.metadata()],
  ])
  for (const [number, body] of changes) objects.set(number, body)
  return writePdf(objects)
}

/** The signed form with one more revision of these objects. */
export function updated(signed: Uint8Array, ...objects: readonly (readonly [number, string | null])[]): Buffer {
  return appendRevision(signed, new Map(objects))
}

const placeholder = '[0 0000000000 0000000000 0000000000]'
const reserved = 4096

/** The body of a signature dictionary that waits for its value; `extra` are further entries. */
export function signatureBody(extra = '', subFilter = 'ETSI.CAdES.detached'): string {
  return `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /M (D:20261123101500+02'00') /ByteRange ${placeholder} /Contents <${'0'.repeat(reserved * 2)}> ${extra} >>`
}

/** Where a waiting signature dictionary after `from` has its byte range and its value. */
export function waitingPlaces(
  file: Buffer,
  from: number,
): { range: number; rangeLength: number; start: number; end: number } {
  const start = file.indexOf(`<${'0'.repeat(reserved * 2)}>`, from, 'latin1')
  return {
    range: file.indexOf(placeholder, from, 'latin1'),
    rangeLength: placeholder.length,
    start,
    end: start + reserved * 2 + 2,
  }
}

export interface SignedFormOptions {
  /** P of a DocMDP transform: the signature certifies. */
  readonly certify?: 1 | 2 | 3
  /** Names of fields that a FieldMDP transform locks. */
  readonly lock?: readonly string[]
  /** Objects of the document other than the usual. */
  readonly changes?: Objects
  /** What is done to the document before it is signed. */
  readonly prepare?: (plain: Buffer) => Buffer
  /** Entries of the signature dictionary beside the usual. */
  readonly entries?: string
}

/** The document before its signature, and the objects that the revision with the signature holds. */
export function waitingForm(options: SignedFormOptions = {}): { document: Buffer; objects: Objects } {
  const transforms = [
    ...(options.certify === undefined
      ? []
      : [
          `<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P ${String(options.certify)} >> >>`,
        ]),
    ...(options.lock === undefined
      ? []
      : [
          `<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /V /1.2 /Action /Include /Fields [${options.lock.map((name) => `(${name})`).join(' ')}] >> >>`,
        ]),
  ]
  const objects = new Map<number, string | null>([
    [n.signatureField, bodies.signatureField('/V 11 0 R')],
    [
      n.signature,
      signatureBody(
        `/Reason (cerere) ${transforms.length === 0 ? '' : `/Reference [${transforms.join(' ')}]`} ${options.entries ?? ''}`,
      ),
    ],
    ...(options.certify === undefined ? [] : [[n.catalog, bodies.catalog('/Perms << /DocMDP 11 0 R >>')] as const]),
  ])
  const document = formDocument(options.changes)
  return { document: options.prepare?.(document) ?? document, objects }
}
