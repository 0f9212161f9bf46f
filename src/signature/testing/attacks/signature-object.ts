/** Signature wrapping and universal signature forgery (CCS 2019): the signature's own dictionary bent. */
import { latin1, lastStartXref } from '../plain-pdf.ts'
import { bodies, numbers as n, updated } from '../form-document.ts'
import type { Attack } from './attack.ts'

const refused = 'refused' as const

function parts(signed: Buffer): { start: number; end: number; hex: string; body: string } {
  const header = signed.lastIndexOf('11 0 obj')
  const body = signed.toString('latin1', header + 9, signed.indexOf('endobj', header))
  const [, , firstLength = '0', second = '0'] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(body) ?? []
  const [start, end] = [Number(firstLength), Number(second)]
  return { start, end, hex: signed.toString('latin1', start, end), body }
}

/** The signature's dictionary rewritten in a later revision. */
function bent(signed: Buffer, change: (body: string) => string): Buffer {
  return updated(signed, [n.signature, change(parts(signed).body)])
}

/** The second signed piece is moved away and a forged object, signature and table are put into the gap. */
function wrapped(signed: Buffer): Buffer {
  const { start, end, hex, body } = parts(signed)
  const table = lastStartXref(signed)
  const content = `4 0 obj\n${bodies.content('Solicit altceva')}\nendobj\n`
  const room = table - end
  // Room for everything, and the forged table exactly where the signed `startxref` points.
  const shift = room + 60_000
  const moved = body.replace(
    /\/ByteRange \[[^\]]*\]/,
    `/ByteRange [0 ${String(start)} ${String(end + shift)} ${String(signed.length - end)}]`,
  )
  const at = table + 2000
  const forged = `xref\n4 1\n${String(at).padStart(10, '0')} 00000 n \n11 1\n${String(at + content.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 100 /Root 1 0 R /Prev ${String(table + shift)} >>\n`
  const filling = Buffer.alloc(shift, 0x20)
  filling.write(forged, room, 'latin1')
  filling.write(`${content}11 0 obj\n${moved.replace(/<[0-9a-f]{100,}>/, hex)}\nendobj\n`, at - end, 'latin1')
  return Buffer.concat([signed.subarray(0, end), filling, signed.subarray(end)])
}

export const signatureObject: readonly Attack[] = [
  { name: 'signature wrapping: the second piece moved', answer: refused, mount: wrapped },
  {
    name: 'no Contents',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace(/\/Contents <[^>]*>/, '')),
  },
  {
    name: 'Contents null',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace(/\/Contents <[^>]*>/, '/Contents null')),
  },
  {
    name: 'Contents 00',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace(/\/Contents <[^>]*>/, '/Contents <00>')),
  },
  {
    name: 'no ByteRange',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace(/\/ByteRange \[[^\]]*\]/, '')),
  },
  {
    name: 'ByteRange null',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange null')),
  },
  {
    name: 'ByteRange with negative numbers',
    answer: refused,
    mount: (signed) =>
      bent(signed, (body) => body.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/, '/ByteRange [0 $1 $2 -$3]')),
  },
  {
    name: 'ByteRange of fractions',
    answer: refused,
    mount: (signed) =>
      bent(signed, (body) => body.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/, '/ByteRange [0 $1.5 $2 $3]')),
  },
  {
    name: 'ByteRange that covers nothing',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 0 0 0]')),
  },
  {
    name: 'ByteRange past the end of the file',
    answer: refused,
    mount: (signed) =>
      bent(signed, (body) => body.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/, '/ByteRange [0 $1 $2 99999999]')),
  },
  {
    name: 'the sub-filter unknown',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace('ETSI.CAdES.detached', 'adbe.pkcs7.none')),
  },
  {
    name: 'the reason changed',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace('(cerere)', '(retragere)')),
  },
  {
    name: 'the time changed',
    answer: refused,
    mount: (signed) => bent(signed, (body) => body.replace('20261123', '20250101')),
  },
  {
    name: 'the value all zeros',
    answer: refused,
    mount: (signed) => {
      const { start, end } = parts(signed)
      const copy = Buffer.from(signed)
      copy.fill('0', start + 1, end - 1)
      return copy
    },
  },
  {
    name: 'one bit of the value',
    answer: refused,
    mount: (signed) => {
      const { start, hex } = parts(signed)
      const used = hex.replace(/0+>$/, '').length
      const copy = Buffer.from(signed)
      // The last octets of the structure are the signature value.
      const at = start + used - 8
      copy[at] = copy[at] === 0x31 ? 0x32 : 0x31
      return copy
    },
  },
  {
    name: 'the value moved to another signature object',
    answer: refused,
    mount: (signed) =>
      updated(signed, [n.signatureField, bodies.signatureField('/V 30 0 R')], [n.free, parts(signed).body]),
  },
  {
    name: 'the field without its signature',
    answer: refused,
    mount: (signed) => updated(signed, [n.signatureField, bodies.signatureField()]),
  },
  {
    name: 'the form hidden',
    answer: refused,
    mount: (signed) => updated(signed, [n.catalog, bodies.catalog().replace('/AcroForm 5 0 R', '')]),
  },
  {
    name: 'the form emptied',
    answer: refused,
    mount: (signed) => updated(signed, [n.form, bodies.form('7 0 R 9 0 R')]),
  },
  {
    name: 'the form and the page without the field',
    answer: refused,
    mount: (signed) => updated(signed, [n.form, bodies.form('7 0 R 9 0 R')], [n.page, bodies.page('', '7 0 R 9 0 R')]),
  },
  {
    name: 'the signature moved over the page',
    answer: refused,
    mount: (signed) =>
      updated(signed, [
        n.signatureField,
        bodies.signatureField('/V 11 0 R').replace('[72 100 272 160]', '[0 0 595 842]'),
      ]),
  },
  {
    name: 'another face for the signature',
    answer: refused,
    mount: (signed) =>
      updated(
        signed,
        [n.signatureField, bodies.signatureField('/V 11 0 R /AP << /N 30 0 R >>')],
        [n.free, bodies.face('semnat de altcineva')],
      ),
  },
  { name: 'a header in front', answer: refused, mount: (signed) => Buffer.concat([latin1('%PDF-1.4\n'), signed]) },
]
