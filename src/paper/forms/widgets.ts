/**
 * Writes the fields of the file (ISO 32000-1 section 12.7): names, tooltips, combs, boxes and appearances of values.
 */
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
import type { EmbeddedFaces } from '../layout/canvas.ts'
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
import { fieldTree, type FieldTree } from './field-tree.ts'
import { POINT } from './metrics.ts'
import { TICKED, type FormValues } from './values.ts'

/** Field flags, tables 221, 226 and 228. */
const MULTILINE = 1 << 12
const RADIO = 1 << 15
const NO_SPELL_CHECK = 1 << 22
const COMB = 1 << 24
/** A hidden field that identifies the form: its value is the code of the first page. */
export const FORM_FIELD = 'formular'
const READ_ONLY = 1
/** The annotation flag Hidden. */
const HIDDEN = 2
/** The state of a ticked box that is not part of a choice. */
const ON = 'Da'
const SIZE: Record<Variant, number> = { standard: 12, large: 18 }

interface Widget {
  readonly ref: PDFRef
  readonly role: 'tv' | 'cb' | 'rb'
}
export interface FieldWriter {
  /** Makes the widget of a field, or of one option of a choice; null for anything that is not a field of the file. */
  readonly widget: (field: Field, option: string | null, page: PDFPage) => Widget | null
  /** Writes the form into the catalog. Returns the names of fields whose value was too long to be shown. */
  readonly finish: (firstPage: PDFPage, code: string) => readonly string[]
}

function maximumOf(field: TextField | CombField | DateField): number {
  if (field.kind === 'text') return field.maximum
  return field.kind === 'comb' ? field.cells.length : 10
}

/** What all fields of one file share. */
interface Writing {
  readonly document: PDFDocument
  readonly tree: FieldTree
  readonly type: { readonly faces: EmbeddedFaces; readonly fonts: PaperFonts; readonly size: number }
  readonly values: FormValues
  readonly choices: Map<string, { readonly ref: PDFRef; readonly kids: PDFArray }>
  readonly notShown: string[]
}

export function fieldWriter(
  document: PDFDocument,
  faces: EmbeddedFaces,
  fonts: PaperFonts,
  variant: Variant,
  values: FormValues,
): FieldWriter {
  const writing: Writing = {
    document,
    tree: fieldTree(document, faces),
    type: { faces, fonts, size: SIZE[variant] },
    values,
    choices: new Map(),
    notShown: [],
  }
  return {
    widget(field, value, page) {
      if (field.kind === 'signature' || field.kind === 'registry') return null
      if (field.kind === 'tick') return { ref: tickWidget(writing, field, page), role: 'cb' }
      if (field.kind !== 'choice') return { ref: textWidget(writing, field, page), role: 'tv' }
      const ref = value === null ? null : optionWidget(writing, field, value, page)
      return ref === null ? null : { ref, role: 'rb' }
    },
    finish(firstPage, code) {
      writeForm(writing, firstPage, code)
      return writing.notShown
    },
  }
}

/** The field flags of a text field. */
function flagsOf(field: TextField | CombField | DateField): number {
  if (field.kind !== 'text') return NO_SPELL_CHECK | COMB
  return NO_SPELL_CHECK | (field.lines > 1 ? MULTILINE : 0)
}

function textWidget(
  { document, tree, type, values, notShown }: Writing,
  field: TextField | CombField | DateField,
  page: PDFPage,
): PDFRef {
  const value = values[field.name] ?? ''
  const isFixedSize = field.kind !== 'text' || field.lines > 1
  const dictionary = tree.annotation(field.box)
  const join = tree.asField(dictionary, field)
  dictionary.set(PDFName.of('FT'), PDFName.of('Tx'))
  dictionary.set(PDFName.of('Ff'), PDFNumber.of(flagsOf(field)))
  dictionary.set(PDFName.of('MaxLen'), PDFNumber.of(maximumOf(field)))
  dictionary.set(PDFName.of('DA'), defaultAppearance(isFixedSize ? type.size : 0))
  if (value !== '') dictionary.set(PDFName.of('V'), PDFHexString.fromText(value))
  const content = value === '' ? '' : valueAppearance(type, field, value)
  if (content === null) notShown.push(field.name)
  dictionary.set(PDFName.of('AP'), document.context.obj({ N: tree.appearance(content ?? '', field.box) }))
  const ref = tree.onPage(page, dictionary)
  join(ref)
  return ref
}

const valueAppearance = (
  type: Writing['type'],
  field: TextField | CombField | DateField,
  value: string,
): string | null => (field.kind === 'text' ? textAppearance(type, field, value) : combAppearance(type, field, value))

/** A box to tick; `complete` sets what depends on the kind of the field. */
function boxWidget(
  { document, tree }: Writing,
  { place, state, on }: { readonly place: Rectangle; readonly state: string; readonly on: boolean },
  page: PDFPage,
  complete: (dictionary: PDFDict) => void,
): PDFRef {
  const dictionary = tree.annotation(place)
  dictionary.set(PDFName.of('AS'), PDFName.of(on ? state : 'Off'))
  const states = document.context.obj({ Off: tree.appearance('', place) })
  states.set(PDFName.of(state), tree.appearance(tickAppearance(place.width / POINT), place))
  const appearances = PDFDict.withContext(document.context)
  appearances.set(PDFName.of('N'), states)
  dictionary.set(PDFName.of('AP'), appearances)
  complete(dictionary)
  return tree.onPage(page, dictionary)
}

function tickWidget(writing: Writing, field: TickField, page: PDFPage): PDFRef {
  const on = writing.values[field.name] === TICKED
  const joins: ((ref: PDFRef) => void)[] = []
  const ref = boxWidget(writing, { place: field.box, state: ON, on }, page, (dictionary) => {
    joins.push(writing.tree.asField(dictionary, field))
    dictionary.set(PDFName.of('FT'), PDFName.of('Btn'))
    dictionary.set(PDFName.of('V'), PDFName.of(on ? ON : 'Off'))
  })
  for (const join of joins) join(ref)
  return ref
}

/** The widget of one option; its parent is the field of the whole choice. */
function optionWidget(writing: Writing, field: ChoiceField, value: string, page: PDFPage): PDFRef | null {
  const chosen = field.options.find((known) => known.value === value)
  if (chosen === undefined) return null
  const { ref: parent, kids } = choiceField(writing, field)
  const on = writing.values[field.name] === value
  const ref = boxWidget(writing, { place: chosen.box, state: value, on }, page, (dictionary) => {
    dictionary.set(PDFName.of('Parent'), parent)
    dictionary.set(PDFName.of('TU'), PDFHexString.fromText(`${field.label}: ${chosen.label}`))
  })
  kids.push(ref)
  return ref
}

function choiceField({ document, tree, values, choices }: Writing, field: ChoiceField) {
  const known = choices.get(field.name)
  if (known !== undefined) return known
  const { context } = document
  const dictionary = context.obj({ FT: 'Btn', Ff: RADIO, V: PDFName.of(values[field.name] ?? 'Off') })
  const kids = PDFArray.withContext(context)
  dictionary.set(PDFName.of('Kids'), kids)
  const join = tree.asField(dictionary, field)
  const made = { ref: context.register(dictionary), kids }
  join(made.ref)
  choices.set(field.name, made)
  return made
}

/** Writes the form into the catalog, with the hidden field that identifies it. */
function writeForm({ document, tree, type }: Writing, firstPage: PDFPage, code: string): void {
  const { context, catalog } = document
  const identity = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Tx',
    Ff: READ_ONLY,
    F: HIDDEN,
    Rect: [0, 0, 0, 0],
  })
  identity.set(PDFName.of('T'), PDFString.of(FORM_FIELD))
  identity.set(PDFName.of('TU'), PDFHexString.fromText('Codul formularului'))
  identity.set(PDFName.of('V'), PDFString.of(code))
  identity.set(PDFName.of('DA'), defaultAppearance(0))
  identity.set(PDFName.of('AP'), context.obj({ N: tree.appearance('', { x: 0, y: 0, width: 0, height: 0 }) }))
  tree.roots.push(tree.onPage(firstPage, identity))
  const form = context.obj({ NeedAppearances: false })
  form.set(PDFName.of('Fields'), context.obj(tree.roots))
  form.set(PDFName.of('DR'), context.obj({ Font: { [FIELD_FONT]: embedFieldFont(document, type.fonts) } }))
  form.set(PDFName.of('DA'), defaultAppearance(0))
  catalog.set(PDFName.of('AcroForm'), context.register(form))
}
