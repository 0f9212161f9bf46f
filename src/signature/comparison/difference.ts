/** A difference between two revisions, as data. Nothing here decides whether it is permitted. */
import type { PdfObject } from '../pdf/objects.ts'
import type { Place } from './place.ts'

export type DifferenceKind =
  /** Nothing stood there before. */
  | 'added'
  | 'removed'
  /** Another number, text, name or truth value. */
  | 'altered'
  /** A value of another type. */
  | 'retyped'
  /** A link that leads to another object. */
  | 'retargeted'
  /** An element of a list that was not there, or is there no more. */
  | 'inserted'
  | 'taken-out'
  /** The old elements of a list are in another order, or more than once. */
  | 'reordered'
  /** A list without named elements that got longer or shorter. */
  | 'resized'
  /** The data of a stream. */
  | 'data'
  /** What stands there could not be read before or after. */
  | 'unreadable'
  /** An object that nothing leads to was written. */
  | 'unreached'

export interface Difference {
  readonly kind: DifferenceKind
  /** The place of the value that differs, in one of its roles. */
  readonly place: Place
  readonly before: PdfObject
  readonly after: PdfObject
  /** The object that was written anew; undefined where the trailer differs. */
  readonly object: number | undefined
}
