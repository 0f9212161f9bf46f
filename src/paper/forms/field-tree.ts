/** The tree of form fields in a file: places widgets on pages and fields under their parents. */
import {
  PDFArray,
  PDFHexString,
  PDFName,
  PDFString,
  type PDFDict,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { PAGE, type EmbeddedFaces } from '../layout/canvas.ts'
import type { Field, Rectangle } from './description.ts'
import { POINT } from './metrics.ts'

/** The annotation flag Print. */
const PRINT = 4

export interface FieldTree {
  /** The fields at the top of the tree. */
  readonly roots: PDFRef[]
  annotation(box: Rectangle): PDFDict
  appearance(content: string, box: Rectangle): PDFRef
  /** Adds a widget to a page. */
  onPage(page: PDFPage, widget: PDFDict): PDFRef
  /** Sets name, tooltip and parent of a field. The returned function adds the field to its parent. */
  asField(dictionary: PDFDict, field: Field): (ref: PDFRef) => void
}

const rectangle = ({ x, y, width, height }: Rectangle): number[] =>
  [x / POINT, PAGE.height - (y + height) / POINT, (x + width) / POINT, PAGE.height - y / POINT].map((value) =>
    Number(value.toFixed(3)),
  )

export function fieldTree({ context }: PDFDocument, faces: EmbeddedFaces): FieldTree {
  const roots: PDFRef[] = []
  const groups = new Map<string, { readonly ref: PDFRef; readonly kids: PDFArray }>()

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
  return {
    roots,
    annotation: (box) => context.obj({ Type: 'Annot', Subtype: 'Widget', Rect: rectangle(box), F: PRINT }),
    appearance: (content, { width, height }) =>
      context.register(
        context.flateStream(content, {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: [0, 0, Number((width / POINT).toFixed(2)), Number((height / POINT).toFixed(2))],
          Resources: { Font: { regular: faces.regular.ref } },
        }),
      ),
    onPage: (page, widget) => {
      widget.set(PDFName.of('P'), page.ref)
      const ref = context.register(widget)
      const annotations = page.node.lookup(PDFName.of('Annots'))
      if (annotations instanceof PDFArray) annotations.push(ref)
      else page.node.set(PDFName.of('Annots'), context.obj([ref]))
      return ref
    },
    asField: (dictionary, { name, label }) => {
      const [above = '', own = name] = name.split('.')
      const parent = group(above)
      dictionary.set(PDFName.of('T'), PDFString.of(own))
      dictionary.set(PDFName.of('TU'), PDFHexString.fromText(label))
      dictionary.set(PDFName.of('Parent'), parent.ref)
      return (ref) => {
        parent.kids.push(ref)
      }
    },
  }
}
