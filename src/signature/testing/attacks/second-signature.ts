/**
 * The attacker signs too, in a field that waited in the document: the second signature is right, and its face is the
 * attack ("sneaky signature", S&P 2021).
 */
import type { Signer } from '../../signing/index.ts'
import { bodies, numbers as n, signatureBody } from '../form-document.ts'
import { signPlain } from '../test-signer.ts'
import type { Attack } from './attack.ts'

const annotations = '7 0 R 9 0 R 8 0 R 30 0 R'
const waiting = (entries: string) => `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /P 3 0 R ${entries} >>`
const withWaiting = (entries: string) =>
  new Map([
    [n.form, bodies.form(annotations)],
    [n.page, bodies.page('', annotations)],
    [n.free, waiting(entries)],
  ])
const faceOver = (signed: Buffer, entries: string, attacker: Signer, subFilter = 'ETSI.CAdES.detached') =>
  signPlain(
    signed,
    new Map([
      [n.free, waiting(`${entries} /V 31 0 R /AP << /N 32 0 R >>`)],
      [31, signatureBody('', subFilter)],
      [32, bodies.face('alt text')],
    ]),
    attacker,
  )

/** A field with its widget apart, whose kid a new signature field lists too. */
const apart = (field: string) =>
  new Map([
    [n.form, bodies.form(annotations)],
    [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 33 0 R')],
    [n.free, `<< ${field} /T (Martor) /Kids [33 0 R] >>`],
    [33, '<< /Type /Annot /Subtype /Widget /Rect [320 100 520 160] /P 3 0 R /F 4 /AP << /N 10 0 R >> >>'],
  ])
const takenOver: readonly Attack[] = [
  ['a line that waits', '/FT /Sig'],
  ['a text', '/FT /Tx /V (x)'],
  ['a group', ''],
].flatMap(([name = '', field = '']) =>
  ['7 0 R 9 0 R 8 0 R 30 0 R 34 0 R', '7 0 R 9 0 R 8 0 R 34 0 R 30 0 R'].map((fields, index): Attack => ({
    name: `a new signature that lists the widget of ${name}, ${index === 0 ? 'after' : 'before'} it`,
    answer: 'refused',
    base: { changes: apart(field) },
    mount: (signed, attacker) =>
      signPlain(
        signed,
        new Map([
          [n.form, bodies.form(fields)],
          [34, '<< /FT /Sig /T (Alt) /Kids [33 0 R] /V 31 0 R >>'],
          [31, signatureBody()],
        ]),
        attacker,
      ),
  })),
)

export const secondSignature: readonly Attack[] = [
  ...takenOver,
  {
    name: 'a new group of signatures that lists a text field too',
    answer: 'refused',
    mount: (signed, attacker) =>
      signPlain(
        signed,
        new Map([
          [n.form, bodies.form(annotations)],
          [n.free, '<< /T (Grup) /FT /Sig /Ff 1 /Kids [32 0 R 9 0 R] >>'],
          [32, '<< /FT /Sig /T (Alt) /Parent 30 0 R /V 31 0 R >>'],
          [31, signatureBody()],
        ]),
        attacker,
      ),
  },
  {
    name: 'a waiting signature field over the page, signed',
    answer: 'refused',
    base: { changes: withWaiting('/Rect [0 300 595 842]') },
    mount: (signed, attacker) => faceOver(signed, '/Rect [0 300 595 842]', attacker),
  },
  {
    name: 'a waiting signature field over a sentence, signed',
    answer: 'warned',
    base: { changes: withWaiting('/Rect [72 755 300 775]') },
    mount: (signed, attacker) => faceOver(signed, '/Rect [72 755 300 775]', attacker),
  },
  {
    name: 'a face in a waiting field under P=1, called a time-stamp',
    answer: 'refused',
    base: { certify: 1, changes: withWaiting('/Rect [72 755 300 775]') },
    mount: (signed, attacker) => faceOver(signed, '/Rect [72 755 300 775]', attacker, 'ETSI.RFC3161'),
  },
]
