/** Each refused change is named in the report by what it is, where it is, its page and its field. */
import { describe, expect, it } from 'vitest'
import { changesBetween, unsignedForm } from '../testing/compared.ts'
import { type Changed, list, usual } from '../testing/field-changes.ts'
import { bodies, numbers as n } from '../testing/form-document.ts'
import { appendRevision } from '../testing/plain-pdf.ts'

interface Refused {
  readonly base?: Changed
  readonly later: Changed
  readonly trailer?: string
  readonly lines: readonly string[]
}

function linesOf({ base = [], later, trailer }: Refused): string[] {
  const before = unsignedForm({ changes: new Map(base) })
  return changesBetween(before, appendRevision(before, new Map(later), trailer === undefined ? {} : { trailer }))
}

const secondPage: Changed = [
  [n.pages, bodies.pages('3 0 R 40 0 R', 2)],
  [40, bodies.page('', '')],
]
const note = '<< /Subtype /Text /Rect [10 10 30 30] >>'
const noted: Changed = [
  [n.page, bodies.page('', list)],
  [30, note],
]
const moved = (body: string) => body.replace('/Rect [72', '/Rect [73')

const table: Readonly<Record<string, Refused>> = {
  'a page that comes': {
    later: secondPage,
    lines: ['content page-added Pages/Kids/1 p2', 'content page-tree Pages/Count'],
  },
  'a page that goes': {
    base: secondPage,
    later: [[n.pages, bodies.pages('3 0 R', 1)]],
    lines: ['content page-removed Pages/Kids/1', 'content page-tree Pages/Count'],
  },
  'pages in another order': {
    base: secondPage,
    later: [[n.pages, bodies.pages('40 0 R 3 0 R', 2)]],
    lines: ['content page-tree Pages/Kids'],
  },
  'another size of all pages': {
    later: [[n.pages, bodies.pages().replace('595', '594')]],
    lines: ['content page-tree Pages/MediaBox/2'],
  },
  'another text on the page': {
    later: [[n.content, bodies.content('alt')]],
    lines: ['content page-content Pages/Kids/0/Contents p1'],
  },
  'a page that is turned': {
    later: [[n.page, bodies.page('/Rotate 90')]],
    lines: ['content page-attribute Pages/Kids/0/Rotate p1'],
  },
  'a page that is turned, the second': {
    base: secondPage,
    later: [[40, bodies.page('/Rotate 90', '')]],
    lines: ['content page-attribute Pages/Kids/1/Rotate p2'],
  },
  'another font': {
    later: [[n.font, bodies.font('Courier')]],
    lines: [
      'content form-DR AcroForm/DR/Font/F1/BaseFont',
      'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/BaseFont "cnp"',
      'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/BaseFont p1',
    ],
  },
  'another kind of form': {
    later: [[n.form, bodies.form(undefined, '/SigFlags 3 /XFA (x)')]],
    lines: ['content form-XFA AcroForm/XFA'],
  },
  'something that runs when the file is opened': {
    later: [[n.catalog, bodies.catalog('/OpenAction << /S /JavaScript /JS (x) >>')]],
    lines: ['content catalog-OpenAction OpenAction'],
  },
  'another catalogue': {
    later: [[40, bodies.catalog('/X 1')]],
    trailer: '/Root 40 0 R',
    lines: ['content catalog-X X'],
  },
  'a file that claims to be encrypted': {
    later: [[40, '<< /Filter /X >>']],
    trailer: '/Encrypt 40 0 R',
    lines: ['content encryption Encrypt'],
  },
  'a private entry that leads somewhere': {
    later: [[40, '<< /Filter /X >>']],
    trailer: '/Private 40 0 R',
    lines: ['content trailer Private'],
  },
  'information that is no text': {
    later: [[40, '<< /Title 5 >>']],
    trailer: '/Info 40 0 R',
    lines: ['content information Info/Title'],
  },
  'a list of annotations that is none any more': {
    base: noted,
    later: [[n.page, bodies.page('', list).replace(/\/Annots \[[^\]]*\]/, '/Annots 5')]],
    lines: ['content annotation-list Pages/Kids/0/Annots p1'],
  },
  'annotations in another order': {
    base: noted,
    later: [[n.page, bodies.page('', `30 0 R ${usual}`)]],
    lines: ['content annotation-order Pages/Kids/0/Annots p1'],
  },
  'a widget that comes': {
    base: [[40, bodies.motive('x').replace('(motiv)', '(alt)')]],
    later: [[n.page, bodies.page('', `${usual} 40 0 R`)]],
    lines: ['content widget-added Pages/Kids/0/Annots/3 p1'],
  },
  'a widget that goes': {
    later: [[n.page, bodies.page('', '7 0 R 8 0 R')]],
    lines: ['content widget-removed Pages/Kids/0/Annots/1 p1 "motiv"'],
  },
  'an annotation of no kind': {
    later: [
      [n.page, bodies.page('', list)],
      [30, '<< /Rect [0 0 1 1] >>'],
    ],
    lines: ['content annotation-added Pages/Kids/0/Annots/3 p1'],
  },
  'an annotation of no kind that goes': {
    base: [
      [n.page, bodies.page('', list)],
      [30, '<< /Rect [0 0 1 1] >>'],
    ],
    later: [[n.page, bodies.page('', usual)]],
    lines: ['content annotation-removed Pages/Kids/0/Annots/3 p1'],
  },
  'an annotation of no kind that changes': {
    base: [
      [n.page, bodies.page('', list)],
      [30, '<< /X 1 >>'],
    ],
    later: [[30, '<< /X 2 >>']],
    lines: ['content annotation-X Pages/Kids/0/Annots/3/X p1'],
  },
  'a field that comes': {
    later: [
      [n.form, bodies.form(`${usual} 40 0 R`)],
      [40, '<< /FT /Tx /T (nou) >>'],
    ],
    lines: ['content field-added AcroForm/Fields/3 "nou"'],
  },
  'a field that goes': {
    later: [[n.form, bodies.form('7 0 R 8 0 R')]],
    lines: ['content field-removed AcroForm/Fields/1 "motiv"'],
  },
  'a field that is no dictionary any more': {
    later: [[n.motive, '5']],
    lines: [
      'content field-changed Pages/Kids/0/Annots/1 p1 "motiv"',
      'content field-changed AcroForm/Fields/1 "motiv"',
    ],
  },
  'a field at another place': {
    later: [[n.motive, moved(bodies.motive())]],
    lines: [
      'content field-Rect AcroForm/Fields/1/Rect/0 "motiv"',
      'content field-Rect Pages/Kids/0/Annots/1/Rect/0 p1 "motiv"',
    ],
  },
  'a field without a name at another place': {
    base: [[n.motive, bodies.motive().replace('(motiv)', '()')]],
    later: [[n.motive, moved(bodies.motive().replace('(motiv)', '()'))]],
    lines: ['content field-Rect AcroForm/Fields/1/Rect/0', 'content field-Rect Pages/Kids/0/Annots/1/Rect/0 p1'],
  },
  'another face under the same value': {
    later: [[n.cnpFace, bodies.face('alt')]],
    lines: ['content appearance-without-value AcroForm/Fields/0/AP/N "cnp"'],
  },
  'the value of a signature': {
    later: [[n.signatureField, bodies.signatureField('/V (x)')]],
    lines: [
      'content signature-changed AcroForm/Fields/2/V "Semnatura"',
      'content signature-changed Pages/Kids/0/Annots/2/V p1 "Semnatura"',
    ],
  },
  'a signature at another place': {
    later: [[n.signatureField, moved(bodies.signatureField('/V 11 0 R'))]],
    lines: [
      'content signature-field-Rect AcroForm/Fields/2/Rect/0 "Semnatura"',
      'content signature-field-Rect Pages/Kids/0/Annots/2/Rect/0 p1 "Semnatura"',
    ],
  },
  'what is read aloud': {
    later: [[n.element, bodies.element('/ActualText (x)')]],
    lines: ['content structure-tree StructTreeRoot/K/0/ActualText'],
  },
  'a piece of evidence that is none': {
    base: [
      [n.catalog, bodies.catalog('/DSS 40 0 R')],
      [40, '<< /Certs [] >>'],
    ],
    later: [
      [40, '<< /Certs [41 0 R] >>'],
      [41, '<< /Own 1 >>'],
    ],
    lines: ['content catalog-DSS DSS/Certs/0'],
  },
  'a kid of the structure': {
    later: [
      [n.structure, bodies.structure('15 0 R 40 0 R')],
      [40, '<< /Type /StructElem /S /P /P 14 0 R /K 1 >>'],
    ],
    lines: ['content structure-tree StructTreeRoot/K/1'],
  },
  'what cannot be read': {
    base: noted,
    later: [[30, '<< /Subtype']],
    lines: ['content unreadable Pages/Kids/0/Annots/3 p1'],
  },
  'an object that nothing leads to, in a file that cannot be read in whole': {
    base: [
      [n.page, bodies.page('/Private 40 0 R')],
      [40, '<< /A'],
    ],
    later: [[50, '<< /X 1 >>']],
    lines: ['content unreached-object '],
  },
}

describe('a refusal names', () => {
  it.each(Object.entries(table))('%s', (_, refused) => {
    expect(linesOf(refused).toSorted()).toEqual([...refused.lines].toSorted())
  })

  it('the file identifier of an encrypted file', () => {
    const encrypted = (identifier: string) => `/Encrypt 50 0 R /ID [<${identifier}> <00>]`
    const dictionary: Changed = [[50, '<< /Filter /Adobe.PubSec /V 2 >>']]
    const first = appendRevision(unsignedForm(), new Map(dictionary), { trailer: encrypted('00') })
    const later = (identifier: string) =>
      changesBetween(
        first,
        appendRevision(first, new Map([[n.metadata, bodies.metadata()]]), { trailer: encrypted(identifier) }),
      )
    expect(later('00')).toEqual([])
    expect(later('01')).toEqual(['content file-identifier ID/0'])
  })
})
