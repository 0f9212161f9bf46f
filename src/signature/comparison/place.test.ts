/** The table of what an object is for: every way that it knows, and what a way leads to that it does not know. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits } from '../pdf/budget.ts'
import { cursorAt, readObject } from '../pdf/lexer.ts'
import type { PdfObject } from '../pdf/objects.ts'
import { formDocument } from '../testing/form-document.ts'
import { opened } from '../testing/compared.ts'
import {
  containerPlace,
  isBrought,
  isEmptyList,
  nearest,
  pathOf,
  type Place,
  placeUnder,
  roleOf,
  trailerPlace,
} from './place.ts'

const document = opened(formDocument())
const parsed = (text: string): PdfObject => {
  const bytes = Buffer.from(text)
  return readObject(cursorAt(bytes, 0, bytes.length, createBudget(defaultLimits)))
}
const ref = (number: number) => parsed(`${String(number)} 0 R`)
/** The place at the end of a path; each step leads to the object of a number, or to what a text writes there. */
function at(path: string, last = ref(90)): Place {
  const steps = path.split('/')
  return steps.reduce((place, step, index) => {
    const [key = '', number] = step.split('@')
    const value = index === steps.length - 1 ? last : ref(Number(number ?? 80))
    return placeUnder(place, key, value, document)
  }, trailerPlace())
}
const homes = 'catalog pages page annotation field value structure-root structure-element'
const page = 'Root/Pages/Kids/0@3'
const annotation = `${page}/Annots/0@40`
const field = 'Root/AcroForm/Fields/0@41'
const element = 'Root/StructTreeRoot/K/0@42'

describe('the way to an object', () => {
  it.each<[string, string, string?]>([
    ['Root', 'catalog'],
    ['Info', 'information'],
    ['Info/Author', 'information'],
    ['Info/Dest', 'information'],
    ...['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'ID'].map(
      (key): [string, string] => [key, 'bookkeeping'],
    ),
    ['ID/0', 'bookkeeping'],
    ['Encrypt', 'attribute'],
    ['Encrypt/CF', 'attribute'],
    ['Dest', 'attribute', homes],
    ['Root/Pages', 'pages'],
    ['Root/Pages/Kids', 'page-kids'],
    [page, 'page'],
    ['Root/Pages/Parent', 'link', 'pages'],
    ['Root/Pages/Resources', 'resources'],
    ['Root/Pages/Rotate', 'content'],
    ['Root/Pages/Dest', 'tree-note', homes],
    ['Root/Pages/Note', 'tree-note'],
    ['Root/Pages/Note/Rotate', 'content'],
    ['Root/Pages/Note/Dest', 'content', homes],
    ['Root/Pages/Note/Resources', 'resources'],
    ...[
      'Type',
      'Count',
      'MediaBox',
      'CropBox',
      'BleedBox',
      'TrimBox',
      'ArtBox',
      'BoxColorInfo',
      'Contents',
      'Group',
    ].map((key): [string, string] => [`Root/Pages/${key}`, 'content']),
    ...['Thumb', 'Dur', 'Trans', 'Annots', 'AA', 'Metadata', 'PieceInfo', 'Tabs', 'StructParents', 'ID', 'PZ'].map(
      (key): [string, string] => [`Root/Pages/${key}`, 'content'],
    ),
    ...['SeparationInfo', 'TemplateInstantiated', 'PresSteps', 'UserUnit', 'VP', 'AF', 'OutputIntents', 'DPart'].map(
      (key): [string, string] => [`Root/Pages/${key}`, 'content'],
    ),
    ['Root/Pages/B', 'content', homes],
    ['Root/Pages/LastModified', 'content'],
    ...['Tabs', 'StructParents', 'LastModified'].map((key): [string, string] => [`${page}/${key}`, 'page-entry']),
    [`${page}/LastModified/X`, 'content'],
    ['Root/MarkInfo', 'marks'],
    ['Root/MarkInfo/Marked', 'content'],
    ['Root/AcroForm', 'form'],
    ['Root/StructTreeRoot', 'structure-root'],
    ['Root/DSS', 'store'],
    ['Root/DSS/Certs/0', 'store'],
    ['Root/DSS/Parent', 'store'],
    ['Root/Metadata', 'metadata'],
    ['Root/Metadata/Parent', 'metadata'],
    ['Root/Extensions', 'extensions'],
    ['Root/Extensions/ADBE', 'extensions'],
    ['Root/Version', 'version'],
    ['Root/Version/A', 'version'],
    ['Root/Perms', 'permissions'],
    ['Root/Perms/DocMDP', 'link', 'value'],
    ['Root/Perms/UR3', 'link', 'value'],
    ['Root/Perms/Other', 'content'],
    ['Root/Perms/DocMDP/0', 'link', 'value'],
    ['Root/Outlines', 'content'],
    ['Root/OpenAction', 'content', homes],
    ['Root/Lang', 'content'],
    [`${page}/Annots`, 'annotation-list'],
    [annotation, 'annotation'],
    [`${page}/Parent`, 'link', 'pages'],
    [`${page}/Resources`, 'resources'],
    [`${page}/Resources/Font`, 'named-resources'],
    [`${page}/Resources/Font/F1`, 'content'],
    [`${page}/Resources/Parent`, 'named-resources'],
    [`${page}/Resources/Font/Parent`, 'content'],
    [`${page}/Contents`, 'content'],
    [`${page}/B`, 'content', homes],
    [`${page}/AA`, 'content'],
    ...[annotation, field].flatMap((owner): [string, string, string?][] => [
      [`${owner}/AP`, 'appearance'],
      [`${owner}/AP/N`, 'appearance'],
      [`${owner}/AP/N/Resources`, 'appearance'],
      [`${owner}/AP/N/Parent`, 'appearance'],
      [`${owner}/V`, 'value'],
      [`${owner}/V/Reference/0/Data`, 'value', homes],
      [`${owner}/V/Cert`, 'value'],
      [`${owner}/Kids`, 'field-list'],
      [`${owner}/Kids/0`, 'field'],
      [`${owner}/Parent`, 'link', 'field annotation'],
      [`${owner}/P`, 'link', 'page'],
      [`${owner}/Popup`, 'link', 'annotation'],
      [`${owner}/IRT`, 'link', 'annotation'],
      [`${owner}/Rect`, 'attribute'],
      [`${owner}/A`, 'attribute'],
      [`${owner}/A/D`, 'attribute'],
      [`${owner}/A/S`, 'attribute'],
      [`${owner}/Dest`, 'attribute', homes],
    ]),
    ['Root/AcroForm/Fields', 'field-list'],
    [field, 'field'],
    ['Root/AcroForm/DR', 'form-resources'],
    ['Root/AcroForm/DR/Font', 'form-resources'],
    ['Root/AcroForm/DR/Font/Parent', 'form-resources'],
    ['Root/AcroForm/CO', 'link-list', 'field'],
    ['Root/AcroForm/CO/0', 'link', 'field'],
    ['Root/AcroForm/XFA', 'form-entry'],
    ['Root/AcroForm/XFA/0', 'form-entry'],
    ['Root/AcroForm/Names', 'form-entry', homes],
    ['Root/StructTreeRoot/K', 'structure-kids'],
    [element, 'structure-element'],
    [`${element}/K`, 'structure-kids'],
    [`${element}/K/0`, 'structure-element'],
    [`${element}/P`, 'link', 'structure-element structure-root'],
    [`${element}/Pg`, 'link', 'page'],
    [`${element}/Obj`, 'link', 'annotation field'],
    [`${element}/Ref`, 'link-list', 'structure-element'],
    [`${element}/Ref/0`, 'link', 'structure-element'],
    [`${element}/A`, 'attribute'],
    [`${element}/T`, 'attribute', homes],
    ['Root/StructTreeRoot/ParentTree', 'parent-tree'],
    ['Root/StructTreeRoot/ParentTree/Kids', 'parent-tree'],
    ['Root/StructTreeRoot/ParentTree/Kids/0', 'parent-tree'],
    ['Root/StructTreeRoot/ParentTree/Nums', 'parent-tree-list'],
    ['Root/StructTreeRoot/ParentTree/Nums/1', 'link-list', 'structure-element'],
    ['Root/StructTreeRoot/ParentTree/Nums/1/0', 'link', 'structure-element'],
    ['Root/StructTreeRoot/ParentTreeNextKey', 'structure-next'],
    ['Root/StructTreeRoot/RoleMap', 'attribute'],
    ['Root/StructTreeRoot/Parent', 'attribute', homes],
    ['Root/Outlines/First', 'content', homes],
    ['Root/Outlines/Title', 'content'],
    ['Root/Outlines/Resources', 'resources'],
    ['Root/Outlines/Dests/0', 'content', homes],
    ['Root/Outlines/0', 'content'],
    ['Root/Outlines/Dests/X', 'content'],
  ])('%s leads to %s', (path, kind, targets = '') => {
    const place = at(path)
    expect([place.kind, place.targets.join(' ')]).toEqual([kind, targets])
  })

  it.each([
    ...['Parent', 'P', 'Pg', 'Obj', 'Dest', 'Dests', 'IRT', 'Popup', 'CO', 'First', 'Last', 'Next', 'Prev'],
    ...['Names', 'Nums', 'Fields', 'T', 'DocMDP', 'UR3', 'SD', 'SE', 'B', 'Data', 'OpenAction', 'Ref', 'O'],
    ...['AdditionalStreams', 'SigObjRef'],
  ])('%s links to what has a home of its own, from anywhere', (key) => {
    expect(at(`Root/Outlines/${key}`).targets.join(' ')).toBe(homes)
    expect(at(`${annotation}/A/${key}`).targets.join(' ')).toBe(homes)
    expect(at(`Root/Outlines/${key}/X/0`).targets).toEqual([])
  })

  it('D links as a list alone: it may be anything else', () => {
    const list = at('Root/Outlines/D', parsed('[3 0 R /Fit]'))
    expect(list.targets.join(' ')).toBe(homes)
    expect(placeUnder(list, '0', ref(3), document).targets.join(' ')).toBe(homes)
    expect(placeUnder(list, '10', ref(3), document).targets.join(' ')).toBe(homes)
    expect(placeUnder(list, 'x0', ref(3), document).targets).toEqual([])
    expect(placeUnder(list, '0x', ref(3), document).targets).toEqual([])
    expect(at('Root/Outlines/D', parsed('<< >>')).targets).toEqual([])
    expect(at(`${page}/Contents/D`, parsed('[3 0 R]')).targets.join(' ')).toBe(homes)
  })

  it.each([
    ['<< /Kids [] >>', 'pages'],
    ['<< /Type /Pages >>', 'page'],
    ['5', 'page'],
  ])('a kid of the page tree written as %s is a node by its kids', (text, kind) => {
    expect(at('Root/Pages/Kids/0', parsed(text)).kind).toBe(kind)
  })
})

describe('a place', () => {
  it('has an owner: the nearest page, annotation, field or element', () => {
    expect(at(page, ref(3)).owner).toBe('3')
    expect(at(`${page}/Contents`).owner).toBe('3')
    expect(at(`${page}/Annots`).owner).toBe('3')
    expect(at(annotation, ref(40)).owner).toBe('40')
    expect(at(annotation, parsed('<< >>')).owner).toBe('3 annotation 0')
    expect(at(`${annotation}/AP/N`).owner).toBe('40')
    expect(at(`${field}/Kids/2`, parsed('<< >>')).owner).toBe('41 field 2')
    expect(at(`${field}/Kids/2`, ref(43)).owner).toBe('43')
    expect(at(`${element}/K/1`, ref(44)).owner).toBe('44')
    expect(at('Root/Outlines/First').owner).toBe('')
  })

  it('has a topic: the key of its owner, or of the catalogue', () => {
    expect(at('Root').topic).toBe('Root')
    expect(at('Root/Outlines/First').topic).toBe('Outlines')
    expect(at('Root/Pages/Kids').topic).toBe('Kids')
    expect(at(page).topic).toBe('Kids')
    expect(at(`${page}/Contents`).topic).toBe('Contents')
    expect(at(`${annotation}/AP/N`).topic).toBe('AP')
    expect(at(`${field}/V/Cert`).topic).toBe('V')
    expect(at('Root/AcroForm/DR/Font').topic).toBe('DR')
    expect(at('Root/StructTreeRoot/ParentTree/Nums').topic).toBe('ParentTree')
    expect(at(`${element}/A/O`).topic).toBe('A')
    expect(containerPlace(at(page)).topic).toBe('container')
  })

  it('has a path from the root', () => {
    expect(pathOf(at(`${page}/Annots`))).toBe('Pages/Kids/0/Annots')
    expect(pathOf(at('Info/Author'))).toBe('Info/Author')
    expect(pathOf(at('Root'))).toBe('')
    expect(pathOf(trailerPlace())).toBe('')
  })

  it('is found among those above it', () => {
    const face = at(`${annotation}/AP/N`)
    expect(nearest(face, 'page')).toMatchObject({ kind: 'page', owner: '3' })
    expect(nearest(face, 'page', 'appearance')).toBe(face)
    expect(nearest(face, 'field')).toBeUndefined()
    expect(nearest(undefined, 'page')).toBeUndefined()
  })

  it('of a container is content of the owner', () => {
    expect(containerPlace(at(annotation, ref(40)))).toMatchObject({
      kind: 'content',
      key: 'container',
      owner: '40',
      targets: [],
    })
  })

  it.each([
    ['Root/Outlines', 'content '],
    ['Root/Outlines/First', 'content link'],
    [`${page}/Resources/Font`, 'content '],
    [`${page}/Contents`, 'content '],
    [`${page}/Resources`, 'resources'],
    ['Root/Pages/Note', 'tree-note  Note '],
    [`${page}/Tabs`, 'page-entry 3 Tabs '],
    [annotation, 'annotation 3'],
    [field, 'field '],
    [`${annotation}/Kids/0`, 'field 3'],
    [`${annotation}/AP`, 'appearance 40 AP '],
    [`${annotation}/Parent`, 'link 40 Parent link'],
    ['Root/AcroForm', 'form  AcroForm '],
    ['Root/AcroForm/CO', 'link-list  CO link'],
  ])('%s puts the demands %j', (path, role) => {
    expect(roleOf(at(path, path === annotation ? ref(40) : ref(90)))).toBe(role)
  })

  it.each<[string, boolean, boolean]>([
    [`${page}/Annots`, true, false],
    ['Root/AcroForm/Fields', true, false],
    ['Root/StructTreeRoot/K', true, false],
    ['Root/StructTreeRoot/ParentTree/Nums', true, false],
    ['Root/DSS', true, true],
    ['Root/DSS/Certs', true, true],
    ['Root/Pages/Kids', false, false],
    [`${page}/Contents`, false, false],
    ['Root/AcroForm', false, true],
    ['Info', false, true],
    ['Root/StructTreeRoot', false, true],
    ['Root/StructTreeRoot/ParentTree', false, true],
    ['Root/Extensions', false, true],
    ['Root/Metadata', false, false],
    ['Root/AcroForm/DR', false, true],
    ['Root/AcroForm/DR/Font', false, true],
    ['Root/AcroForm/DR/Font/F1', false, false],
  ])('%s stands for an empty list: %s; may be brought: %s', (path, empty, brought) => {
    expect(isEmptyList(at(path), parsed('[]'))).toBe(empty)
    expect(isEmptyList(at(path), parsed('[1]'))).toBe(false)
    expect(isEmptyList(at(path), parsed('<< >>'))).toBe(false)
    expect(isBrought(at(path))).toBe(brought)
  })
})
