/**
 * One object that the page uses and that something leads to which may change: a note of a program, a date, the value
 * of a field. The attacker wrote the document; a comparison that keeps one way to each object passes over the other.
 */
import { bodies, numbers as n, updated } from '../form-document.ts'
import { stream } from '../plain-pdf.ts'
import type { Attack } from './attack.ts'

const refused = 'refused' as const
const annotations = '7 0 R 9 0 R 8 0 R 30 0 R'
const forged = bodies.sharedForm('reprezentant')
/** Nodes of the page tree with a further key, before or after the keys that lead to the pages. */
const pagesWith = (entry: string, isFirst: boolean) =>
  isFirst ? bodies.pages().replace('<<', `<< ${entry}`) : bodies.pages().replace(/>>$/, `${entry} >>`)
const places = [true, false] as const
const where = (isFirst: boolean) => (isFirst ? 'before' : 'after')

/** A new signature field, which gives a reason for dates and tabs of its page. */
const withField = (page: string): readonly (readonly [number, string])[] => [
  [n.form, bodies.form(annotations)],
  [n.page, page],
  [n.free, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /P 3 0 R >>'],
]

export const sharedObjects: readonly Attack[] = [
  ...places.flatMap((isFirst): Attack[] => [
    {
      name: `a rotation that a note in the page tree leads to, ${where(isFirst)} the pages`,
      answer: refused,
      base: {
        changes: new Map([
          [n.pages, pagesWith('/Nota 40 0 R', isFirst)],
          [n.page, bodies.page('/Rotate 40 0 R')],
          [40, '0'],
        ]),
      },
      mount: (signed) => updated(signed, [40, '180']),
    },
    {
      name: `a corner of the page that a note in the page tree leads to, ${where(isFirst)} the pages`,
      answer: refused,
      base: {
        changes: new Map([
          [n.pages, pagesWith('/Nota 40 0 R', isFirst)],
          [n.page, bodies.page('/MediaBox [0 0 595 40 0 R]')],
          [40, '842'],
        ]),
      },
      mount: (signed) => updated(signed, [40, '700']),
    },
    {
      name: `a layer that is off or not, by a note in the page tree, ${where(isFirst)} the pages`,
      answer: refused,
      base: {
        changes: new Map([
          [n.pages, pagesWith('/Nota 40 0 R', isFirst)],
          [n.sharedForm, bodies.sharedForm().replace('/BBox', '/Matrix [40 0 R 0 0 1 0 0] /BBox')],
          [40, '1'],
        ]),
      },
      mount: (signed) => updated(signed, [40, '0']),
    },
  ]),
  ...['/V 41 0 R', '/RV 41 0 R /V (x)'].flatMap((value): Attack[] => [
    {
      name: `a form object that the page draws and ${value} of a field uses`,
      answer: refused,
      base: {
        changes: new Map([
          [n.motive, bodies.motive().replace('/V ()', value)],
          [41, stream('x', '/Resources << /XObject << /Fm 12 0 R >> >>')],
        ]),
      },
      mount: (signed) => updated(signed, [n.motive, bodies.motive('alt motiv')], [n.sharedForm, forged]),
    },
  ]),
  {
    name: 'a form object that the page draws and the resources of a note use, under P=3',
    answer: refused,
    base: {
      certify: 3,
      changes: new Map([
        [n.page, bodies.page('', annotations)],
        [n.free, '<< /Subtype /Text /Rect [10 10 30 30] /Resources << /XObject << /Fm 12 0 R >> >> >>'],
      ]),
    },
    mount: (signed) => updated(signed, [n.sharedForm, forged]),
  },
  {
    name: 'a title of a bookmark that is the date of a page too',
    answer: refused,
    base: {
      changes: new Map([
        [n.catalog, bodies.catalog('/Outlines << /First 41 0 R /Last 41 0 R /Count 1 >>')],
        [41, '<< /Title 40 0 R /Dest [3 0 R /Fit] >>'],
        [n.page, bodies.page('/LastModified 40 0 R')],
        [40, '(2026 nu se sterge)'],
      ]),
    },
    mount: (signed) =>
      updated(signed, ...withField(bodies.page('/LastModified 40 0 R', annotations)), [40, '(2026 se sterge)']),
  },
  {
    name: 'a number of marked content that is the place of the page in the structure too',
    answer: refused,
    base: {
      changes: new Map([
        [n.page, bodies.page('/StructParents 40 0 R /Rotate 40 0 R').replace('/StructParents 0 ', '')],
      ]),
    },
    mount: (signed) =>
      updated(
        signed,
        ...withField(bodies.page('/StructParents 40 0 R /Rotate 40 0 R', annotations).replace('/StructParents 0 ', '')),
        [40, '90'],
      ),
  },
  {
    name: 'an order of tabs that names a colour space too',
    answer: refused,
    base: {
      certify: 3,
      changes: new Map([
        [n.page, bodies.page('/Tabs 40 0 R').replace('/XObject <<', '/XObject << /X1 41 0 R')],
        [41, bodies.picture().replace('/DeviceGray', '40 0 R')],
        [40, '/S'],
      ]),
    },
    mount: (signed) => updated(signed, [40, '/R']),
  },
]
