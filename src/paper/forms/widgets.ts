/** The fields of the file (ISO 32000-1 section 12.7): names, tooltips, combs, boxes, and how their values look. */
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { PAGE, type EmbeddedFaces } from '../layout/canvas.ts'
import type { PaperFonts } from '../layout/fonts.ts'
import { combAppearance, textAppearance, tickAppearance } from './appearance.ts'
import type {
  ChoiceField,
  CombField,
  DateField,
  Field,
  Rectangle,
  TextField,
  TickField,
  Variant,
} from './description.ts'
import { defaultAppearance, embedFieldFont, FIELD_FONT } from './field-font.ts'
import { POINT } from './metrics.ts'
import { TICKED, type FormValues } from './values.ts'

/** Field flags, tables 221, 226 and 228. */
const MULTILINE = 1 << 12
const RADIO = 1 << 15
const NO_SPELL_CHECK = 1 << 22
const COMB = 1 << 24
/** Annotation flag Print. */
const PRINT = 4
/** Hidden field that says which form the file is: its value is the code of the first page. */
export const FORM_FIELD = 'formular'
const READ_ONLY = 1
/** Annotation flag Hidden. */
const HIDDEN = 2
/** State of a ticked box that is not one of a choice. */
const ON = 'Da'
const SIZE: Record<Variant, number> = { standard: 12, large: 18 }

interface Widget {
  readonly ref: PDFRef
  readonly role: 'tv' | 'cb' | 'rb'
}
export interface FieldWriter {
  /** Makes the widget of a field, or of one box of a choice; null for what is not a field of the file. */
  readonly widget: (field: Field, option: string | null, page: PDFPage) => Widget | null
  /** Writes the form into the catalog; answers the names of fields whose value was too long to be shown whole. */
  readonly finish: (firstPage: PDFPage, code: string) => readonly string[]
}

const rectangle = ({ x, y, width, height }: Rectangle): number[] =>
  [x / POINT, PAGE.height - (y + height) / POINT, (x + width) / POINT, PAGE.height - y / POINT].map((value) =>
    Number(value.toFixed(3)),
  )
const maximumOf = (field: TextField | CombField | DateField): number =>
  field.kind === 'text' ? field.maximum : field.kind === 'comb' ? field.cells.length : 10

export function fieldWriter(
  document: PDFDocument,
  faces: EmbeddedFaces,
  fonts: PaperFonts,
  variant: Variant,
  values: FormValues,
): FieldWriter {
  const { context, catalog } = document
  const type = { faces, fonts, size: SIZE[variant] }
  const roots: PDFRef[] = []
  const groups = new Map<string, { readonly ref: PDFRef; readonly kids: PDFArray }>()
  const choices = new Map<string, { readonly ref: PDFRef; readonly kids: PDFArray }>()
  const notShown: string[] = []

  /** The parent of `titular.cnp` is the field `titular`. */
  const group = (name: string) => {
    const known = groups.get(name)
    if (known !== undefined) return known
    const kids = PDFArray.withContext(context)
    const dictionary = context.obj({ T: PDFString.of(name) })
    dictionary.set(PDFName.of('Kids'), kids)
    const made = { ref: context.register(dictionary), kids }
    groups.set(name, made)
    roots.push(made.ref)
    return made
  }
  const appearance = (content: string, { width, height }: Rectangle): PDFRef =>
    context.register(
      context.flateStream(content, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, Number((width / POINT).toFixed(2)), Number((height / POINT).toFixed(2))],
        Resources: { Font: { regular: faces.regular.ref } },
      }),
    )
  const onPage = (page: PDFPage, dictionary: PDFDict): PDFRef => {
    dictionary.set(PDFName.of('P'), page.ref)
    const ref = context.register(dictionary)
    const held = page.node.lookup(PDFName.of('Annots'))
    if (held instanceof PDFArray) held.push(ref)
    else page.node.set(PDFName.of('Annots'), context.obj([ref]))
    return ref
  }
  const annotation = (box: Rectangle): PDFDict =>
    context.obj({ Type: 'Annot', Subtype: 'Widget', Rect: rectangle(box), F: PRINT })
  /** Name, tooltip and place in the tree of fields. */
  const asField = (dictionary: PDFDict, { name, label }: Field): ((ref: PDFRef) => void) => {
    const [above = '', own = name] = name.split('.')
    const parent = group(above)
    dictionary.set(PDFName.of('T'), PDFString.of(own))
    dictionary.set(PDFName.of('TU'), PDFHexString.fromText(label))
    dictionary.set(PDFName.of('Parent'), parent.ref)
    return (ref) => {
      parent.kids.push(ref)
    }
  }

  const text = (field: TextField | CombField | DateField, page: PDFPage): PDFRef => {
    const value = values[field.name] ?? ''
    const comb = field.kind !== 'text'
    const dictionary = annotation(field.box)
    const join = asField(dictionary, field)
    dictionary.set(PDFName.of('FT'), PDFName.of('Tx'))
    dictionary.set(PDFName.of('Ff'), PDFNumber.of(NO_SPELL_CHECK | (comb ? COMB : field.lines > 1 ? MULTILINE : 0)))
    dictionary.set(PDFName.of('MaxLen'), PDFNumber.of(maximumOf(field)))
    dictionary.set(PDFName.of('DA'), defaultAppearance(comb || field.lines > 1 ? type.size : 0))
    if (value !== '') dictionary.set(PDFName.of('V'), PDFHexString.fromText(value))
    const content =
      value === ''
        ? ''
        : field.kind === 'text'
          ? textAppearance(type, field, value)
          : combAppearance(type, field, value)
    if (content === null) notShown.push(field.name)
    dictionary.set(PDFName.of('AP'), context.obj({ N: appearance(content ?? '', field.box) }))
    const ref = onPage(page, dictionary)
    join(ref)
    return ref
  }

  const box = (
    place: Rectangle,
    state: string,
    on: boolean,
    page: PDFPage,
    more: (dictionary: PDFDict) => void,
  ): PDFRef => {
    const dictionary = annotation(place)
    dictionary.set(PDFName.of('AS'), PDFName.of(on ? state : 'Off'))
    const states = context.obj({ Off: appearance('', place) })
    states.set(PDFName.of(state), appearance(tickAppearance(place.width / POINT), place))
    const looks = PDFDict.withContext(context)
    looks.set(PDFName.of('N'), states)
    dictionary.set(PDFName.of('AP'), looks)
    more(dictionary)
    return onPage(page, dictionary)
  }
  const tick = (field: TickField, page: PDFPage): PDFRef => {
    const on = values[field.name] === TICKED
    const joins: ((ref: PDFRef) => void)[] = []
    const ref = box(field.box, ON, on, page, (dictionary) => {
      joins.push(asField(dictionary, field))
      dictionary.set(PDFName.of('FT'), PDFName.of('Btn'))
      dictionary.set(PDFName.of('V'), PDFName.of(on ? ON : 'Off'))
    })
    for (const join of joins) join(ref)
    return ref
  }
  const option = (field: ChoiceField, value: string, page: PDFPage): PDFRef | null => {
    const chosen = field.options.find((known) => known.value === value)
    if (chosen === undefined) return null
    let whole = choices.get(field.name)
    if (whole === undefined) {
      const dictionary = context.obj({ FT: 'Btn', Ff: RADIO, V: PDFName.of(values[field.name] ?? 'Off') })
      const kids = PDFArray.withContext(context)
      dictionary.set(PDFName.of('Kids'), kids)
      const join = asField(dictionary, field)
      whole = { ref: context.register(dictionary), kids }
      join(whole.ref)
      choices.set(field.name, whole)
    }
    const { ref: parent, kids } = whole
    const ref = box(chosen.box, value, values[field.name] === value, page, (dictionary) => {
      dictionary.set(PDFName.of('Parent'), parent)
      dictionary.set(PDFName.of('TU'), PDFHexString.fromText(`${field.label}: ${chosen.label}`))
    })
    kids.push(ref)
    return ref
  }

  return {
    widget(field, value, page) {
      if (field.kind === 'signature' || field.kind === 'registry') return null
      if (field.kind === 'tick') return { ref: tick(field, page), role: 'cb' }
      if (field.kind !== 'choice') return { ref: text(field, page), role: 'tv' }
      const ref = value === null ? null : option(field, value, page)
      return ref === null ? null : { ref, role: 'rb' }
    },
    finish(firstPage, code) {
      const which = context.obj({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Tx',
        Ff: READ_ONLY,
        F: HIDDEN,
        Rect: [0, 0, 0, 0],
      })
      which.set(PDFName.of('T'), PDFString.of(FORM_FIELD))
      which.set(PDFName.of('TU'), PDFHexString.fromText('Codul formularului'))
      which.set(PDFName.of('V'), PDFString.of(code))
      which.set(PDFName.of('DA'), defaultAppearance(0))
      which.set(PDFName.of('AP'), context.obj({ N: appearance('', { x: 0, y: 0, width: 0, height: 0 }) }))
      roots.push(onPage(firstPage, which))
      const form = context.obj({ NeedAppearances: false })
      form.set(PDFName.of('Fields'), context.obj(roots))
      form.set(PDFName.of('DR'), context.obj({ Font: { [FIELD_FONT]: embedFieldFont(document, fonts) } }))
      form.set(PDFName.of('DA'), defaultAppearance(0))
      catalog.set(PDFName.of('AcroForm'), context.register(form))
      return notShown
    },
  }
}
