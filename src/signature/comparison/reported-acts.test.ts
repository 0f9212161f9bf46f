/**
 * What a report says of each honest act, word for word, and which claims the act needs. A claim that the act needs is
 * noticed when it is left out; a claim that it does not need would be a permission for nothing.
 */
import { describe, expect, it } from 'vitest'
import { changesBetween, unsignedForm } from '../testing/compared.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { appendRevision } from '../testing/plain-pdf.ts'
import { claimsNeeded } from '../testing/tamper/act-runs.ts'
import { choice, firstState, following, honestActs, note, signatureLine } from '../testing/tamper/acts.ts'
import { createTestSigner } from '../testing/test-signer.ts'

const signer = await createTestSigner()
const flags = 'validation-data form-SigFlags AcroForm/SigFlags'
const signed = 'signature signature-added AcroForm/Fields/Semn40 p1 "Semn40"'
const newSignature = ['trailer', 'signature', 'unreached object', 'signature flags']

const expected: Readonly<Record<string, readonly [claims: readonly string[], lines: readonly string[]]>> = {
  'a signature at the end of the lists': [newSignature, [signed, flags]],
  'a signature at the head of the lists': [newSignature, [signed, flags]],
  'a signature with a face': [
    ['trailer', 'signature', 'signature flags'],
    ['visible-signature visible-signature-added AcroForm/Fields/Semn40 p1 "Semn40"', signed, flags],
  ],
  'a signature with an element of the structure': [
    [...newSignature, 'page entry', 'structure tree'],
    [signed, flags, 'validation-data page-attribute Pages/Tabs', 'validation-data structure-tree StructTreeRoot'],
  ],
  'a signature with fonts for the form': [
    [...newSignature, 'default resources', 'default appearance'],
    [signed, flags, 'form-value form-DA AcroForm/DA', 'validation-data form-DR AcroForm/DR'],
  ],
  'a signature that locks a field and marks it': [
    [...newSignature, 'lock'],
    [signed, 'field-lock field-locked AcroForm/Fields/motiv "motiv"', flags],
  ],
  'a signature in a group of its own': [
    ['trailer', 'signature', 'group of signature fields'],
    ['signature signature-added AcroForm/Fields/Grup40.Client p1 "Grup40.Client"'],
  ],
  'a signature on the line that waited, with type, page, flags and tooltip': [
    ['trailer', 'signature'],
    [
      'visible-signature visible-signature-added AcroForm/Fields/Linie p1 "Linie"',
      'signature signature-added AcroForm/Fields/Linie p1 "Linie"',
    ],
  ],
  'a document time-stamp': [
    newSignature,
    ['validation-data signature-added AcroForm/Fields/Marca40 p1 "Marca40"', flags],
  ],
  'a security store': [['trailer', 'security store'], ['validation-data security-store DSS']],
  'a security store with entries by signature and an extension': [
    ['trailer', 'extensions', 'version', 'security store'],
    [
      'validation-data extensions Extensions',
      'validation-data extensions Version',
      'validation-data security-store DSS',
    ],
  ],
  'a text filled in': [
    ['trailer', 'form value', 'annotation date'],
    [
      'form-value form-value AcroForm/Fields/motiv p1 "motiv" (→personal)',
      'validation-data annotation-date Pages/Annots',
    ],
  ],
  'a text filled in and made the default': [
    ['trailer', 'form value'],
    ['form-value form-value AcroForm/Fields/motiv p1 "motiv" (→familial)'],
  ],
  'a box ticked': [['trailer', 'form value'], ['form-value form-value AcroForm/Fields/acord p1 "acord" (Off→Da)']],
  'a state that follows the value': [
    ['trailer', 'button state'],
    ['form-value form-appearance AcroForm/Fields/urmare "urmare"'],
  ],
  'a text filled in, faces left to the reader': [
    ['trailer', 'form value', 'appearances to be drawn'],
    [
      'form-value form-value AcroForm/Fields/motiv p1 "motiv" (→medical)',
      'form-value form-NeedAppearances AcroForm/NeedAppearances',
    ],
  ],
  'a note added': [['trailer', 'annotation'], ['annotation annotation-added Pages/1/Annots p1 (→Text: alta)']],
  'a note changed': [['trailer', 'annotation'], ['annotation annotation-changed Pages/1/Annots p1 (→Text: alta)']],
  'a note taken off': [['trailer', 'annotation'], ['annotation annotation-removed Pages/1/Annots p1']],
  'another order of tabs': [['trailer', 'order of tabs'], ['annotation page-attribute Pages/Tabs']],
  'a field dated': [['trailer', 'annotation date'], ['validation-data annotation-date Pages/Annots']],
  'fresh metadata': [['trailer', 'metadata'], ['validation-data metadata Metadata']],
  'information about the file': [
    ['trailer', 'information'],
    ['validation-data information Info/Producer (→Program)', 'validation-data information Info/ModDate (→D:20261201)'],
  ],
  'a key of the program in the trailer': [
    ['trailer', 'private trailer entry', 'unreached object'],
    ['validation-data trailer DocChecksum'],
  ],
  'objects that nothing leads to': [['trailer', 'unreached object'], []],
  'a note of the program in the page tree': [['trailer', 'note in the page tree'], []],
  'all written again in another spelling': [['trailer'], []],
}

describe('a report names what an honest act did', () => {
  const before = unsignedForm({
    certify: 3,
    changes: new Map([
      [n.form, `<< /Fields [${firstState.fields.join(' ')}] /DR << /Font << /F1 6 0 R >> >> >>`],
      [n.page, bodies.page('', firstState.annotations.join(' '))],
      [17, signatureLine()],
      [18, choice()],
      [19, note()],
      [20, following()],
    ]),
  })
  const acts = honestActs(3)
  it.each(acts.map((act) => [act.name, act] as const))('%s', (name, act) => {
    const { objects } = act.make(firstState, signer)
    const after = appendRevision(before, objects, act.trailer === undefined ? {} : { trailer: act.trailer })
    const [claims, lines] = expected[name] ?? [[], ['no expectation']]
    expect(changesBetween(before, after)).toEqual(lines)
    expect(claimsNeeded(before, after).toSorted()).toEqual(claims.toSorted())
  })

  it('and every act has its report here', () => {
    expect(acts.map(({ name }) => name).toSorted()).toEqual(Object.keys(expected).toSorted())
  })
})
