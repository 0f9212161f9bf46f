/**
 * What a form is, for whoever draws it and for whoever reads a scan of it: pages, fields with stable names, and where
 * everything stands. All rectangles in millimetres from the top left corner of an A4 sheet; a frame's line lies outside
 * its rectangle.
 */
import type { RequestKind } from '../../domain/request/request.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** `large`: print of 18 points and more, for people who see badly; the same fields over more pages. */
export const VARIANTS = ['standard', 'large'] as const
export type Variant = (typeof VARIANTS)[number]
/** Stands in the code on every page; never given to another form. */
export const FORM_CODES = ['ANON', 'REVE'] as const
export type FormCode = (typeof FORM_CODES)[number]

interface Place {
  /** Stable: `titular.cnp`. The name of the AcroForm field and of the value read. */
  readonly name: string
  /** What the field asks, in Romanian: its tooltip, and what a screen reader says. */
  readonly label: string
  /** From 1. */
  readonly page: number
  readonly box: Rectangle
}
/** Lines to write on. */
export interface TextField extends Place {
  readonly kind: 'text'
  readonly maximum: number
  readonly lines: number
}
/** One digit in each cell; the cells lie side by side and fill the box. */
export interface CombField extends Place {
  readonly kind: 'comb'
  readonly cells: readonly Rectangle[]
}
/** `ZZ.LL.AAAA`: ten places, of which eight are cells and two hold the printed dots. */
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
/** Signed by hand; not a field of the file (docs/adr/0035). */
export interface SignatureField extends Place {
  readonly kind: 'signature'
}
/** Filled in by the counter; not a field of the file. */
export interface RegistryField extends Place {
  readonly kind: 'registry'
  readonly entries: readonly { readonly label: string; readonly box: Rectangle }[]
}
export type Field = TextField | CombField | DateField | TickField | ChoiceField | SignatureField | RegistryField

/** What is printed, in reading order. Sizes of type in points. */
export type Part =
  | {
      readonly part: 'text'
      readonly box: Rectangle
      readonly text: string
      readonly style: TextStyle
      /** How many lines it takes, which the drawing proves. */ readonly lines: number
      /** These words stand beside a box of a choice. */ readonly option?: string
    }
  | { readonly part: 'field'; readonly field: Field }
  /** The ground of a notice; red where it speaks of what cannot be undone. */
  | { readonly part: 'ground'; readonly box: Rectangle; readonly irreversible: boolean }
  /** The place of the code of values, with what an empty form says there. */
  | { readonly part: 'values'; readonly box: Rectangle; readonly text: string; readonly lines: number }
export type TextStyle = 'house' | 'title' | 'subtitle' | 'heading' | 'body' | 'strong' | 'label' | 'small' | 'running'

export interface FormPage {
  readonly number: number
  /** Solid black squares in the four corners, the same on every page of every form. */
  readonly marks: readonly Rectangle[]
  /** The code of the page (page-code.ts), without its quiet zone; upright with the page. */
  readonly code: Rectangle
  /** Where the code of values stands on a form filled electronically, without its quiet zone; on one page only. */
  readonly values: Rectangle | null
  readonly fields: readonly Field[]
  readonly parts: readonly Part[]
}

export interface FormDescription {
  readonly code: FormCode
  /** Raised whenever a field or a place changes; a scan of an older version is read over that version. */
  readonly version: number
  readonly variant: Variant
  readonly kind: RequestKind
  readonly language: 'ro'
  readonly title: string
  readonly pages: readonly FormPage[]
}
