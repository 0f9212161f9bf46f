/** What an annotation can do to the page under it: cover it, imitate it, or start something ("evil annotation", S&P 2021). */
import type { PdfDocument } from '../pdf/document.ts'
import { isDictionary, isName, isStream, type PdfDictionary, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import { operationsOf, textOperators } from './content-stream.ts'
import { areaOf, rectangleOf } from './rectangle.ts'

/** Annotations that carry text or pictures of their own. */
const imitatingSubtypes = new Set(['FreeText', 'Stamp', 'Redact', 'Watermark', 'Screen', 'RichMedia', '3D', 'Movie', 'PrinterMark', 'TrapNet', 'Projection'])
const fills = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*'])
/** Icons of notes and attachments are filled, and smaller than this, in square points. */
const largestIcon = 2500

/** Whether the annotation can hide or imitate what is on the page. Lines cannot; an appearance of its own can, whatever the annotation calls itself. */
export function isCovering(document: PdfDocument, annotation: PdfDictionary | undefined): boolean {
  const subtype = document.entry(annotation, 'Subtype')
  if (!isName(subtype) || imitatingSubtypes.has(subtype.value)) return true
  if (document.entry(annotation, 'IC') !== null) return true
  const icon = areaOf(rectangleOf(document, annotation?.entries.get('Rect'))) <= largestIcon
  return facesOf(document, document.entry(annotation, 'AP')).some((face) => draws(document, face, icon))
}

/** All streams of an appearance dictionary: normal, under the mouse, pressed, each in its states (12.5.5). */
function facesOf(document: PdfDocument, object: PdfObject, depth = 0): PdfStream[] {
  const value = document.resolve(object)
  if (isStream(value)) return [value]
  return isDictionary(value) && depth < 2 ? [...value.entries.values()].flatMap((entry) => facesOf(document, entry, depth + 1)) : []
}

/** Text, pictures and shadings; areas filled so that they hide what is under them. */
function draws(document: PdfDocument, face: PdfStream, icon: boolean): boolean {
  const content = document.decodedBytes(face)
  if (!content) return true
  const states = document.entry(document.entry(face, 'Resources'), 'ExtGState')
  const stack: boolean[] = []
  let shinesThrough = false
  for (const { operator, operands } of operationsOf(document, content)) {
    if (operator === 'q') stack.push(shinesThrough)
    else if (operator === 'Q') shinesThrough = stack.pop() ?? false
    else if (operator === 'gs') {
      const [name] = operands
      shinesThrough = isName(document.entry(isName(name) ? document.entry(states, name.value) : null, 'BM'), 'Multiply')
    } else if (textOperators.has(operator) || operator === 'Do' || operator === 'BI' || operator === 'sh') return true
    else if (fills.has(operator) && !icon && !shinesThrough) return true
  }
  return false
}

/** Following these leaves the document as it is. */
const harmlessActions = new Set(['GoTo', 'URI', 'Named'])

/** Whether an annotation or field starts anything but a jump when it is shown, entered or pressed (12.6). */
export function acts(document: PdfDocument, dictionary: PdfDictionary | undefined): boolean {
  if (document.entry(dictionary, 'AA') !== null) return true
  const action = document.entry(dictionary, 'A')
  if (action === null) return false
  const kind = document.entry(action, 'S')
  return !isName(kind) || !harmlessActions.has(kind.value) || document.entry(action, 'Next') !== null
}

/** Bits of F (table 167): not shown on the screen. */
const hidden = 2
const noView = 32

export function isShown(document: PdfDocument, annotation: PdfDictionary): boolean {
  const flags = document.entry(annotation, 'F')
  return typeof flags !== 'number' || (flags & (hidden | noView)) === 0
}
