/** Which signatures are one and the same, found by the form and by the octets. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits } from '../pdf/budget.ts'
import { openDocument } from '../pdf/document.ts'
import { bodies, formDocument, numbers as n } from '../testing/form-document.ts'
import { appendRevision, lastStartXref, latin1, type Objects } from '../testing/plain-pdf.ts'
import { discoverSignatures } from './discover.ts'

function discovered(field: string, more: Objects = new Map(), signatures = defaultLimits.signatures) {
  const objects: Objects = new Map([[n.signatureField, bodies.signatureField(field)], ...more])
  const opened = openDocument(formDocument(objects), { budget: createBudget({ ...defaultLimits, signatures }) })
  if (!opened.ok) throw new Error(opened.fault)
  return discoverSignatures(opened.document).signatures.map(
    ({ fieldName, hidden, signature }) => `${fieldName} ${hidden ?? 'shown'} ${signature.byteRange?.join(' ') ?? '-'}`,
  )
}
const value = '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>'
const shown = (range: string) => `Semnatura shown ${range}`
const stray = (range: string) => ` not-in-form ${range}`

describe('a signature of a field', () => {
  it.each<[string, string, Objects, string[]]>([
    ['with its value', '/V << /ByteRange [0 1 2 3] /Contents <00> >>', new Map(), [shown('0 1 2 3')]],
    ['without Contents', '/V << /ByteRange [0 1 2 3] >>', new Map(), [shown('0 1 2 3')]],
    ['without a range', '/V << /Type /Sig >>', new Map(), [shown('-')]],
    ['that is none', '/V (x)', new Map(), []],
    [
      'and another without Contents',
      '/V << /ByteRange [0 1 2 3] >>',
      new Map([[40, '<< /ByteRange [0 1 2 9] >>']]),
      [shown('0 1 2 3'), stray('0 1 2 9')],
    ],
    [
      'and one with Contents',
      '/V << /ByteRange [0 1 2 3] >>',
      new Map([[40, '<< /ByteRange [0 1 2 3] /Contents <00> >>']]),
      [shown('0 1 2 3'), stray('0 1 2 3')],
    ],
    [
      'with Contents and one without',
      '/V << /ByteRange [0 1 2 3] /Contents <00> >>',
      new Map([[40, '<< /ByteRange [0 1 2 3] >>']]),
      [shown('0 1 2 3'), stray('0 1 2 3')],
    ],
    [
      'and another with the same range',
      '/V << /ByteRange [0 1 2 3] /Contents <00> >>',
      new Map([[40, '<< /ByteRange [0 1 2 3] /Contents <00> >>']]),
      [shown('0 1 2 3'), stray('0 1 2 3')],
    ],
    ['and an empty one', '/V << /Type /Sig >>', new Map([[40, '<< /ByteRange null >>']]), [shown('-')]],
    [
      'after another by its end',
      '/V << /ByteRange [0 1 9 9] /Contents <00> >>',
      new Map([[40, '<< /ByteRange [0 1 2 3] /Contents <00> >>']]),
      [stray('0 1 2 3'), shown('0 1 9 9')],
    ],
  ])('%s', (_, field, more, expected) => {
    expect(discovered(field, more)).toEqual(expected)
  })

  it('is the value of a field of any kind that holds a range, and of a signature field in any case', () => {
    const text = (value: string): Objects => new Map([[n.motive, bodies.motive().replace('/V ()', `/V ${value}`)]])
    expect(discovered('', text('<< /ByteRange [0 1 2 3] >>'))).toEqual(['motiv shown 0 1 2 3'])
    expect(discovered('', text('<< /Name (x) >>'))).toEqual([])
  })

  it.each([
    ['in force', (file: Buffer) => appendRevision(file, new Map([[40, value]])), 'not-in-form'],
    [
      'replaced later',
      (file: Buffer) => appendRevision(appendRevision(file, new Map([[40, value]])), new Map([[40, 'null']])),
      'removed',
    ],
    [
      'that no table names',
      (file: Buffer) =>
        appendRevision(Buffer.concat([file, latin1(`40 0 obj\n${value}\nendobj\n`)]), new Map([[41, '5']]), {
          previous: lastStartXref(file),
        }),
      'unreferenced',
    ],
  ])('is found in no form, and how: %s', (_, mount, hidden) => {
    const opened = openDocument(mount(formDocument()), { budget: createBudget(defaultLimits) })
    if (!opened.ok) throw new Error(opened.fault)
    expect(discoverSignatures(opened.document).signatures.map((found) => found.hidden)).toEqual([hidden])
  })

  it('counts in the form and by its octets', () => {
    const one = '/V << /ByteRange [0 1 2 3] /Contents <00> >>'
    expect(discovered(one, new Map(), 2)).toHaveLength(1)
    expect(() => discovered(one, new Map(), 1)).toThrow('limit exceeded: signatures')
    expect(() => discovered('/V << /Type /Sig >>', new Map(), 0)).toThrow('limit exceeded: signatures')
  })
})
