/**
 * The description of a form, used for drawing it and for reading scans of it: pages, fields with stable names, and the
 * place of everything. Rectangles are in millimetres from the top left corner of an A4 sheet. The line of a frame lies
 * outside its rectangle.
 */
import type { RequestKind } from '../../domain/request/request.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** `large` has type of at least 18 points for visually impaired people, and the same fields on more pages. */
export const VARIANTS = ['standard', 'large'] as const
export type Variant = (typeof VARIANTS)[number]
/** Part of the code on every page. A code is never reused for another form. */
export const FORM_CODES = ['ANON', 'REVE'] as const
export type FormCode = (typeof FORM_CODES)[number]

interface Place {
  /** A stable name like `titular.cnp`: the name of the AcroForm field and of the value that is read. */
  readonly name: string
  /** The label in Romanian: the tooltip, and the text for screen readers. */
  readonly label: string
  /** The number of the page, from 1. */
  readonly page: number
  readonly box: Rectangle
}
/** Lines to write on. */
export interface TextField extends Place {
  readonly kind: 'text'
  readonly maximum: number
  readonly lines: number
}
/** One digit in each cell. The cells stand side by side and fill the box. */
export interface CombField extends Place {
  readonly kind: 'comb'
  readonly cells: readonly Rectangle[]
}
/** `ZZ.LL.AAAA`: ten positions, of which eight are cells and two have printed dots. */
export interface DateField extends Place {
  readonly kind: 'date'
  readonly cells: readonly Rectangle[]
}
/** One box to tick. */
export interface TickField extends Place {
  readonly kind: 'tick'
}
/** Boxes of which one is ticked; `box` surrounds them. */
export interface ChoiceField extends Place {
  readonly kind: 'choice'
  readonly options: readonly { readonly value: string; readonly label: string; readonly box: Rectangle }[]
}
/** Signed by hand; not a field of the file (ADR 0035). */
export interface SignatureField extends Place {
  readonly kind: 'signature'
}
/** Filled in by the counter; not a field of the file. */
export interface RegistryField extends Place {
  readonly kind: 'registry'
  readonly entries: readonly { readonly label: string; readonly box: Rectangle }[]
}
export type Field = TextField | CombField | DateField | TickField | ChoiceField | SignatureField | RegistryField

/** A printed part of a page. Parts are in reading order. */
export type Part =
  | {
      readonly part: 'text'
      readonly box: Rectangle
      readonly text: string
      readonly style: TextStyle
      /** The number of lines; drawing fails when the text takes another number. */
      readonly lines: number
      /** The option of a choice to whose box this text belongs. */
      readonly option?: string
    }
  | { readonly part: 'field'; readonly field: Field }
  /** The background of a notice; red for something that cannot be undone. */
  | { readonly part: 'ground'; readonly box: Rectangle; readonly irreversible: boolean }
  /** The place for the code of values, and the text that an empty form has there. */
  | { readonly part: 'values'; readonly box: Rectangle; readonly text: string; readonly lines: number }
export type TextStyle = 'house' | 'title' | 'subtitle' | 'heading' | 'body' | 'strong' | 'label' | 'small' | 'running'

export interface FormPage {
  readonly number: number
  /** Solid black squares in the four corners, the same on every page of every form. */
  readonly marks: readonly Rectangle[]
  /** The code of the page (page-code.ts), without its quiet zone; upright with the page. */
  readonly code: Rectangle
  /** The place of the code of values on an electronically filled form, without its quiet zone; on one page only. */
  readonly values: Rectangle | null
  readonly fields: readonly Field[]
  readonly parts: readonly Part[]
}

export interface FormDescription {
  readonly code: FormCode
  /** Raised whenever a field or its place changes. A scan is read with the description of its version. */
  readonly version: number
  readonly variant: Variant
  readonly kind: RequestKind
  readonly language: 'ro'
  readonly title: string
  readonly pages: readonly FormPage[]
}
