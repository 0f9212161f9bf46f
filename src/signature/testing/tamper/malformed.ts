/**
 * Signed files that were malformed before they were signed: what a reader makes of them is not settled, or something in
 * them waits. None is plain green, and what is done to one that is not green stays so.
 */
import { deflateSync } from 'node:zlib'
import type { Signer } from '../../signing/index.ts'
import { bodies, numbers as n, updated, waitingForm } from '../form-document.ts'
import { latin1, type Objects, stream } from '../plain-pdf.ts'
import { signPlain } from '../test-signer.ts'
import { checkIntegrity } from '../../validation/integrity.ts'
import type { Base } from './bases.ts'

const usual = '7 0 R 9 0 R 8 0 R'
const packed = (text: string) => deflateSync(latin1(text)).toString('latin1')
const page = (text: string): Objects => new Map([[n.content, text]])

const malformed: readonly (readonly [name: string, changes: Objects])[] = [
  ['a node of the page tree under itself', new Map([[n.pages, bodies.pages('3 0 R 2 0 R')]])],
  ['a page listed twice', new Map([[n.pages, bodies.pages('3 0 R 3 0 R', 2)]])],
  ['a field listed twice', new Map([[n.form, bodies.form(`${usual} 7 0 R`)]])],
  ['a number among the fields', new Map([[n.form, bodies.form(`${usual} 7`)]])],
  ['nothing among the fields', new Map([[n.form, bodies.form(`${usual} null`)]])],
  ['an annotation listed twice', new Map([[n.page, bodies.page('', `${usual} 9 0 R`)]])],
  ['a reference to nothing among the annotations', new Map([[n.page, bodies.page('', `${usual} 40 0 R`)]])],
  ['an element listed twice', new Map([[n.structure, bodies.structure('15 0 R 15 0 R')]])],
  ['a name among the pages', new Map([[n.pages, bodies.pages('3 0 R /A')]])],
  [
    'a field under itself',
    new Map([
      [n.form, bodies.form(`${usual} 40 0 R`)],
      [40, '<< /T (a) /FT /Tx /Kids [40 0 R] >>'],
    ]),
  ],
  ['an element under itself', new Map([[n.element, bodies.element().replace('/K 0', '/K [15 0 R]')]])],
  ['a key twice', page(bodies.content().replace('<<', '<< /Length 1'))],
  ['a key of the page twice', new Map([[n.page, bodies.page('/Rotate 0 /Rotate 90')]])],
  ['a number with a sign inside', new Map([[n.page, bodies.page('/MediaBox [0 0 5-95 842]')]])],
  ['compressed content that breaks off', page(stream(packed(bodies.content()).slice(0, -9), '/Filter /FlateDecode'))],
  [
    'compressed content with a wrong checksum',
    page(stream(`${packed('BT ET').slice(0, -1)}x`, '/Filter /FlateDecode')),
  ],
  ['content under a filter that is none', page(stream('BT ET', '/Filter /RotDecode'))],
  [
    'parameters that are no list for a list',
    page(stream(packed('BT ET'), '/Filter [/FlateDecode] /DecodeParms << /Predictor 12 >>')),
  ],
  ['content that lies outside', page(stream('BT ET', '/F (alt.pdf)'))],
  ['a length that leads elsewhere', page(bodies.content().replace(/\/Length \d+/, '/Length 5'))],
  [
    'an object that is only a reference',
    new Map([
      [n.font, '17 0 R'],
      [17, bodies.font()],
    ]),
  ],
  ['a font of another generation', new Map([[n.page, bodies.page().replace('6 0 R', '6 1 R')]])],
  [
    'a script that runs when the file is opened',
    new Map([[n.catalog, bodies.catalog('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>')]]),
  ],
  [
    'a layer that is off',
    new Map([
      [n.catalog, bodies.catalog('/OCProperties << /OCGs [40 0 R] /D << /OFF [40 0 R] >> >>')],
      [40, '<< /Type /OCG /Name (a) >>'],
    ]),
  ],
  [
    'faces for two states on a text',
    new Map([[n.cnp, bodies.cnp().replace('/N 10 0 R', '/N << /A 10 0 R /B 12 0 R >>')]]),
  ],
  ['a page that no tree names', new Map([[40, bodies.page()]])],
  ['a portfolio', new Map([[n.catalog, bodies.catalog('/Collection << /Type /Collection >>')]])],
]

export async function malformedBases(signer: Signer): Promise<Base[]> {
  const files: [string, Buffer][] = [['a table entry that leads to blanks', await blanked(signer)]]
  for (const [name, changes] of malformed) {
    const { document, objects } = waitingForm({ changes })
    files.push([name, await signPlain(document, objects, signer)])
  }
  return files.map(([name, file]) => {
    const isGreen = checkIntegrity(file).verdict.startsWith('valid')
    return { name: `malformed: ${name}`, file, level: undefined, answer: isGreen ? 'warned' : 'refused' }
  })
}

/** A later revision places the object where nothing stands: some readers show nothing, others what was there before. */
async function blanked(signer: Signer): Promise<Buffer> {
  const { document, objects } = waitingForm()
  const file = updated(document, [n.sharedForm, bodies.sharedForm('altceva')])
  const start = file.indexOf(`${String(n.sharedForm)} 0 obj`, document.length, 'latin1')
  file.fill(' ', start, file.indexOf('endobj', start, 'latin1') + 6)
  return signPlain(file, objects, signer)
}
