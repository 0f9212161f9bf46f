/**
 * The roles of every object that can be reached from the trailer: an object has as many as there are kinds of ways to
 * it. Objects are followed by number, whatever generation a reference writes, as forgiving readers do.
 */
import type { CrossReferenceSection } from '../pdf/cross-reference-section.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { isReference } from '../pdf/objects.ts'
import type { Kind, Place } from './place.ts'
import { createRoleGraph, type RoleGraph } from './role-graph.ts'
import { writtenNumbers } from './written-numbers.ts'

export interface Roles {
  of(number: number): readonly Place[]
  has(number: number, ...kinds: readonly Kind[]): boolean
  /** All objects that are reached. */
  numbers(): Iterable<number>
  /** An object in the way could not be read. */
  readonly hasUnreadable: boolean
}

/** Neighbouring revisions share a graph; each sees what was true at its turn. */
interface Lineage {
  readonly graph: RoleGraph
  readonly places: Map<number, { readonly turn: number; readonly places: readonly Place[] }[]>
  turns: number
}

interface Known {
  readonly roles: Roles
  readonly lineage: Lineage
  readonly turn: number
}

const known = new WeakMap<PdfDocument, Known>()

/** Computed once for each revision. */
export function rolesOf(document: PdfDocument): Roles {
  return (known.get(document) ?? follow({ graph: createRoleGraph(), places: new Map(), turns: 0 }, document)).roles
}

/** The roles of a revision and of the next one, which is followed only in what it wrote. */
export function rolesOfStep(before: PdfDocument, after: PdfDocument): readonly [Roles, Roles] {
  const first = rolesOf(before)
  const earlier = known.get(before)
  // A graph goes forward only.
  const isNewest = earlier?.lineage.turns === earlier?.turn
  if (earlier && isNewest && !known.has(after) && isNextTo(before, after)) {
    const written = writtenNumbers(before, after)
    if (isReadAlike(before, after, written)) return [first, follow(earlier.lineage, after, written).roles]
  }
  return [first, rolesOf(after)]
}

function follow(lineage: Lineage, document: PdfDocument, written: ReadonlySet<number> = new Set()): Known {
  const turn = ++lineage.turns
  const { changed, hasUnreadable } = lineage.graph.follow(document, written)
  for (const [number, places] of changed) {
    const turns = lineage.places.get(number)
    if (turns) turns.push({ turn, places })
    else lineage.places.set(number, [{ turn, places }])
  }
  const of = (number: number) => lineage.places.get(number)?.findLast((entry) => entry.turn <= turn)?.places ?? []
  const roles: Roles = {
    of,
    has: (number, ...kinds) => of(number).some((place) => kinds.includes(place.kind)),
    numbers: () => [...lineage.places.keys()].filter((number) => of(number).length > 0),
    hasUnreadable,
  }
  const made: Known = { roles, lineage, turn }
  known.set(document, made)
  return made
}

/** The later revision begins with all sections of the earlier one. */
function isNextTo(before: PdfDocument, after: PdfDocument): boolean {
  const added = after.sections.length - before.sections.length
  return added >= 0 && before.sections.every((section, index) => isSameSection(section, after.sections[added + index]))
}

/** One that leads to a hidden section depends on how much of the file is there. */
function isSameSection(a: CrossReferenceSection, b: CrossReferenceSection | undefined): boolean {
  return a === b || (!a.trailer.entries.has('XRefStm') && a.offset === b?.offset && a.end === b.end)
}

/**
 * Nothing that opens encrypted objects changed: what was not written reads as before. The file identifier needs no look
 * of its own: with another one the password would not open the file any more.
 */
function isReadAlike(before: PdfDocument, after: PdfDocument, written: ReadonlySet<number>): boolean {
  if (!before.security && !after.security) return true
  const [was, is] = [before.trailer.entries.get('Encrypt'), after.trailer.entries.get('Encrypt')]
  const isSame = isReference(was) && isReference(is) && was.number === is.number && !written.has(was.number)
  return isSame && before.locked === after.locked
}
