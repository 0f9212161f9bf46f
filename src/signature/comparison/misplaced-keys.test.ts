/**
 * An entry that an act may write in one place is refused in every other: a revision that signs, fills in, ticks, notes
 * and dates gives a reason for all acts at once, and one further entry is written somewhere.
 */
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../testing/compared.ts'
import { type Changed, usual } from '../testing/field-changes.ts'
import { bodies, formDocument, numbers as n, updated } from '../testing/form-document.ts'
import { stream } from '../testing/plain-pdf.ts'
import { following } from '../testing/tamper/acts.ts'

const entries: Readonly<Record<string, string>> = {
  AS: '/Da',
  AuthCode: '(x)',
  DA: '(/F1 9 Tf)',
  DSS: '<< /Type /DSS >>',
  DV: '(nou)',
  ExtensionLevel: '5',
  Extensions: '<< /ADBE << /BaseVersion /1.7 /ExtensionLevel 5 >> >>',
  Ff: '1',
  Info: '<< /Title (x) >>',
  LastModified: '(D:20261123101500Z)',
  M: '(D:20261123101500Z)',
  MarkInfo: '<< /Marked true >>',
  Marked: 'true',
  Metadata: '16 0 R',
  NM: '(x)',
  NeedAppearances: 'true',
  Off: '/Off',
  ParentTreeNextKey: '9',
  PageMode: '/2.0',
  Perms: '<< >>',
  Private: '(x)',
  ProcSet: '[/PDF]',
  Q: '1',
  SigFlags: '3',
  StructParent: '9',
  StructParents: '7',
  TU: '(x)',
  Tabs: '/S',
  Title: '(x)',
  V: '(x)',
  Version: '/2.0',
  XObject: '<< /A 10 0 R >>',
}

/** The body of an object with an entry in it. */
const into = (body: string, entry: string) => body.replace('<<', `<< ${entry}`)
const nested = (entry: string) => (entry === '' ? '/Own << >>' : `/Own << ${entry} >>`)

interface Holder {
  readonly number: number
  /** Before, and in the later revision as the acts write it. */
  readonly bodies: readonly [string, string]
}
const same = (number: number, body: string): Holder => ({ number, bodies: [body, body] })
const filledText = bodies.motive('nou')
const page = (annotations: string) => bodies.page('', annotations).replace('/StructParents 0', '')
const form = (fields: string) => `<< /Fields [${fields}] /DR << /Font << /F1 6 0 R >> >> >>`
const catalog = bodies.catalog().replace('/Metadata 16 0 R', '').replace('/MarkInfo << /Marked true >>', '')

const holders: Readonly<Record<string, Holder>> = {
  catalog: same(n.catalog, catalog),
  form: { number: n.form, bodies: [form(`${usual} 20 0 R`), form(`${usual} 20 0 R 30 0 R`)] },
  page: { number: n.page, bodies: [page(`${usual} 20 0 R`), page(`${usual} 20 0 R 30 0 R 33 0 R`)] },
  'other page': same(40, '<< /Type /Page /Parent 2 0 R >>'),
  'filled field': { number: n.motive, bodies: [bodies.motive(), filledText] },
  'other field': same(n.cnp, bodies.cnp()),
  'ticked box': { number: 20, bodies: [following(), following('/Da')] },
  'earlier signature field': same(n.signatureField, bodies.signatureField('/V 11 0 R')),
  'earlier signature': same(n.signature, '<< /Type /Sig /SubFilter /ETSI.CAdES.detached >>'),
  structure: same(n.structure, '<< /Type /StructTreeRoot /K [15 0 R] >>'),
  element: same(n.element, bodies.element()),
  font: same(n.font, bodies.font()),
  face: same(n.cnpFace, bodies.face()),
  content: same(n.content, stream('q Q')),
}

/** Where an entry of the kind is written by an act of this revision. */
const permitted: Readonly<Record<string, readonly string[]>> = {
  catalog: ['DSS', 'Extensions', 'Metadata', 'Version'],
  form: ['DA', 'NeedAppearances', 'SigFlags'],
  page: ['LastModified', 'StructParents', 'Tabs'],
  // Reported as another order of tabs, and refused by most certifications.
  'other page': ['Tabs'],
  'filled field': ['AS', 'DA', 'DV', 'M', 'NM', 'Q'],
  'other field': ['M', 'NM'],
  'ticked box': ['M', 'NM'],
  'earlier signature field': ['M', 'NM'],
}
/** Those that the holder has already would be written twice. */
const entriesOf = (holder: Holder) => Object.entries(entries).filter(([key]) => !holder.bodies[1].includes(`/${key} `))

function isRefused(holder: Holder, write: (body: string, isLater: boolean) => string): boolean {
  const before: [number, string][] = Object.values(holders).map(({ number, bodies: [body] }) => [number, body])
  const later: Changed = [
    ...[holders['form'], holders['page'], holders['filled field'], holders['ticked box']].flatMap((acted) =>
      acted ? [[acted.number, acted.bodies[1]] as const] : [],
    ),
    [30, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /P 3 0 R /Rect [0 0 0 0] /V 31 0 R >>'],
    [31, '<< /Type /Sig /SubFilter /ETSI.CAdES.detached >>'],
    [33, '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /M (D:2026) >>'],
    [holder.number, write(holder.bodies[1], true)],
  ]
  const base = formDocument(
    new Map([...before, [n.pages, bodies.pages('3 0 R 40 0 R', 2)], [holder.number, write(holder.bodies[0], false)]]),
  )
  return changesBetween(base, updated(base, ...new Map(later))).some((line) => line.startsWith('content'))
}

describe('an entry that an act may write elsewhere', () => {
  it.each(Object.entries(holders))('is refused in: %s', (name, holder) => {
    expect(isRefused(holder, (body) => body)).toBe(false)
    const accepted = entriesOf(holder)
      .filter(
        ([key, value]) => !isRefused(holder, (body, isLater) => (isLater ? into(body, `/${key} ${value}`) : body)),
      )
      .map(([key]) => key)
    expect(accepted).toEqual(permitted[name] ?? [])
  })

  it.each(Object.entries(holders))('is refused under a key of its own in: %s', (_, holder) => {
    const write = (entry: string) => (body: string, isLater: boolean) => into(body, nested(isLater ? entry : ''))
    expect(isRefused(holder, write(''))).toBe(false)
    const accepted = entriesOf(holder).filter(([key, value]) => !isRefused(holder, write(`/${key} ${value}`)))
    expect(accepted).toEqual([])
  })
})
