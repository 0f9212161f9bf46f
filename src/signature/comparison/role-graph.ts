/**
 * The roles of all objects, kept from revision to revision. What a revision did not write has the ways that it had:
 * only what it wrote is followed again, and what was reached by ways that are gone. So the work for a file grows with
 * what its revisions hold, and not with their number times its objects.
 *
 * Every object is reached by a tree of ways that begins at the trailer. When a way of the tree is removed, everything
 * below it is forgotten and found again by the remaining ways, so a loop does not keep itself reachable.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray } from '../pdf/objects.ts'
import { isUnreadable, objectOf } from './object-by-number.ts'
import { type Place, roleOf, trailerPlace } from './place.ts'
import { shapeOf, type Way, waysFrom } from './ways.ts'

/** An object in one of its roles; the trailer has no number. */
interface Node {
  readonly number: number | undefined
  readonly place: Place
  readonly role: string
  /** The edge of the tree that leads here. */
  readonly via: Edge | undefined
  /** Reached only by a link that does not lead home: such an object is a home for no other link. */
  readonly isLinked: boolean
  edges: Map<string, Edge>
}

interface Edge extends Way {
  readonly from: Node
  /** The place that it gives now; undefined for a link that leads home. */
  given: Place | undefined
}

export interface RoleChanges {
  /** The places of each number whose roles are others now. */
  readonly changed: ReadonlyMap<number, readonly Place[]>
  /** Something in the way could not be read. */
  readonly hasUnreadable: boolean
}

export interface RoleGraph {
  /** Follows the next revision; `written`: what has another meaning than before. To a new graph everything is new. */
  follow(document: PdfDocument, written: ReadonlySet<number>): RoleChanges
}

export function createRoleGraph(): RoleGraph {
  const state: State = { nodes: new Map(), incoming: new Map(), shapes: new Map(), unreadable: new Set() }
  const root: Node = {
    ...{ number: undefined, place: trailerPlace(), role: '', via: undefined, isLinked: false },
    edges: new Map(),
  }
  return {
    follow(document, written) {
      const touched = new Set<number>()
      const unsettled = otherShapes(document, state, written)
      const work: Work = {
        ...{ ...state, document, touched, unsettled },
        ...{ waiting: [], waitingLinked: [], links: new Set(), lost: [] },
      }
      for (const node of toScan(state, root, written, unsettled)) scan(work, node)
      mend(work)
      // No link gives a home: so homes are settled before the first link is judged.
      judgeLinks(work)
      const changed = new Map([...touched].map((number) => [number, placesOf(state, number)]))
      return { changed, hasUnreadable: state.unreadable.size > 0 }
    },
  }
}

interface State {
  /** By number and role. */
  readonly nodes: Map<number, Map<string, Node>>
  readonly incoming: Map<number, Set<Edge>>
  readonly shapes: Map<number, string>
  readonly unreadable: Set<number>
}

function placesOf({ nodes }: State, number: number): readonly Place[] {
  return [...(nodes.get(number)?.values() ?? [])].map(({ place }) => place)
}

/** Objects of another shape than before: the ways that lead to them are looked at again. */
function otherShapes(document: PdfDocument, state: State, written: ReadonlySet<number>): ReadonlySet<number> {
  const { incoming, shapes, unreadable } = state
  const isOther = (number: number): boolean =>
    (incoming.get(number)?.size ?? 0) > 0 && shapes.get(number) !== shapeOf(document, number)
  return new Set([...written, ...unreadable].filter(isOther))
}

/** The trailer, what was written, what could not be read, and what refers to an object that has another shape now. */
function toScan(
  { nodes, incoming, unreadable }: State,
  root: Node,
  written: ReadonlySet<number>,
  unsettled: ReadonlySet<number>,
): ReadonlySet<Node> {
  const found = new Set<Node>([root])
  for (const number of [...written, ...unreadable])
    for (const node of nodes.get(number)?.values() ?? []) found.add(node)
  for (const number of unsettled) for (const { from } of incoming.get(number) ?? []) found.add(from)
  return found
}

/** What is to be done for one revision. */
interface Work extends State {
  readonly document: PdfDocument
  /** Numbers whose roles may be others now. */
  readonly touched: Set<number>
  /** Objects of another shape than before. */
  readonly unsettled: ReadonlySet<number>
  /** Ways that are to be taken; those that begin with a link come last. */
  readonly waiting: Edge[]
  readonly waitingLinked: Edge[]
  readonly links: Set<Edge>
  /** Nodes whose edge of the tree is gone. */
  readonly lost: Node[]
}

function isHeld({ nodes }: State, node: Node): boolean {
  return node.number === undefined || nodes.get(node.number)?.get(node.role) === node
}

function enqueue({ waiting, waitingLinked }: Work, edge: Edge): void {
  ;(edge.isLink || edge.from.isLinked ? waitingLinked : waiting).push(edge)
}

function attach(work: Work, from: Node, way: Way): Edge {
  const edge: Edge = { ...way, from, given: way.isLink ? undefined : way.place }
  const known = work.incoming.get(way.number)
  if (known) known.add(edge)
  else work.incoming.set(way.number, new Set([edge]))
  if (way.isLink) work.links.add(edge)
  else enqueue(work, edge)
  return edge
}

function release({ nodes, lost }: Work, edge: Edge): void {
  const target = edge.given && nodes.get(edge.number)?.get(roleOf(edge.given))
  if (target?.via === edge) lost.push(target)
  edge.given = undefined
}

function detach(work: Work, edge: Edge): void {
  work.incoming.get(edge.number)?.delete(edge)
  work.links.delete(edge)
  release(work, edge)
}

/** Finds the ways from an object as it is now; one that is there still keeps all that hangs on it. */
function scan(work: Work, node: Node): void {
  const { document, shapes, unreadable, unsettled } = work
  const { number } = node
  const object = number === undefined ? document.trailer : objectOf(document, number)
  if (number !== undefined) {
    shapes.set(number, shapeOf(document, number))
    if (isUnreadable(document, number)) unreadable.add(number)
    else unreadable.delete(number)
  }
  const was = node.edges
  node.edges = new Map()
  for (const way of waysFrom(document, number, node.place, object)) {
    const known = unsettled.has(way.number) ? undefined : was.get(way.name)
    node.edges.set(way.name, known ?? attach(work, node, way))
  }
  for (const [name, edge] of was) if (node.edges.get(name) !== edge) detach(work, edge)
}

function take(work: Work, edge: Edge): void {
  const { nodes, touched, lost } = work
  const place = edge.given
  if (place === undefined || !isHeld(work, edge.from)) return
  const role = roleOf(place)
  const isLinked = edge.isLink || edge.from.isLinked
  const roles = nodes.get(edge.number) ?? new Map<string, Node>()
  const known = roles.get(role)
  // A home that a link alone had given is one by itself now.
  if (known?.isLinked === true && !isLinked) lost.push(known)
  if (known) return
  const node: Node = { number: edge.number, place, role, via: edge, isLinked, edges: new Map() }
  nodes.set(edge.number, roles.set(role, node))
  touched.add(edge.number)
  scan(work, node)
}

function forget(work: Work): void {
  const { document, nodes, incoming, touched, lost } = work
  const forgotten = new Set<number>()
  for (let node = lost.pop(); node; node = lost.pop()) {
    const { number, role } = node
    if (number === undefined || !isHeld(work, node)) continue
    document.budget.step()
    nodes.get(number)?.delete(role)
    touched.add(number)
    forgotten.add(number)
    for (const edge of node.edges.values()) detach(work, edge)
  }
  for (const number of forgotten) for (const edge of incoming.get(number) ?? []) enqueue(work, edge)
}

/** Forgets what hangs on ways that are gone, and takes the ways that are new or left. */
function mend(work: Work): void {
  const { nodes, unreadable, waiting, waitingLinked, lost } = work
  do {
    forget(work)
    for (let edge = waiting.pop() ?? waitingLinked.pop(); edge; edge = waiting.pop() ?? waitingLinked.pop())
      take(work, edge)
  } while (lost.length > 0)
  for (const number of unreadable) if ((nodes.get(number)?.size ?? 0) === 0) unreadable.delete(number)
}

function judge(work: Work, edge: Edge): void {
  const { document, nodes, waitingLinked } = work
  document.budget.step()
  const homes = [...(nodes.get(edge.number)?.values() ?? [])].filter(({ isLinked }) => !isLinked)
  const isHome = homes.some(({ place }) => edge.place.targets.includes(place.kind))
  const given = isHome ? undefined : linkedPlace(document, edge)
  if ((given && roleOf(given)) === (edge.given && roleOf(edge.given))) return
  release(work, edge)
  edge.given = given
  if (given) waitingLinked.push(edge)
}

function judgeLinks(work: Work): void {
  const { touched, incoming, links } = work
  for (const number of touched) for (const edge of incoming.get(number) ?? []) if (edge.isLink) links.add(edge)
  while (links.size > 0) {
    // What waits longest is taken last: so the first link gives the place that is reported.
    const judged = [...links].reverse()
    links.clear()
    for (const edge of judged) judge(work, edge)
    mend(work)
  }
}

/** Where a link leads that does not lead home: its target is content, with all below it. */
function linkedPlace(document: PdfDocument, { place, number }: Edge): Place {
  // A destination may be elsewhere: the target of its list is still linked.
  const isList = place.kind !== 'link' && isArray(objectOf(document, number))
  return isList ? place : { ...place, kind: 'content', targets: [] }
}
