/**
 * The definition of an act on a request: everything about it that needs no store. The desk predicts with the same
 * definition with which the central store confirms.
 */
import type { z } from 'zod'
import type { Problem } from '../domain/problem.ts'
import type { AuthorKind } from '../domain/request/author.ts'
import type { RequestCommand } from '../domain/request/lifecycle.ts'
import type { Right } from '../domain/rights.ts'
import type { RequestCore } from '../protocol/request.ts'
import type { Author } from '../protocol/values.ts'

/** The circumstances of an act: who, when, and by which command. */
export interface ActContext {
  readonly by: Author
  /** When the act was done. */
  readonly at: string
  /**
   * The moment for rules that depend on today: at the central store when the act arrives, at the desk when it is done.
   */
  readonly now: string
  /** True if the person unlocked the desk while the central store could not be reached. */
  readonly offline: boolean
  readonly commandId: string
  /** Who did the act first, where `by` took it over from an earlier identity of the workstation (ADR 0089). */
  readonly first?: RequestCore['timeline'][number]['first']
  /** The id of the request; at a registration, the id that it will get. */
  readonly requestId: string
}

type Changeable = Omit<RequestCore, 'id' | 'version' | 'revision' | 'state' | 'timeline'>
export type Change = Partial<Changeable>

/** The payload schema of each version that is still accepted. */
export type PayloadVersions = Readonly<Record<number, z.ZodType>>
/** The parsed payload of any of its versions. */
export type PayloadOf<V extends PayloadVersions> = z.output<V[keyof V]>

interface ActRules<
  K extends string,
  V extends PayloadVersions,
  F extends z.ZodObject,
  R extends Right | null,
  A extends string | null,
  Before extends RequestCore | null,
> {
  readonly kind: K
  readonly payloads: V
  /** What the history records about the act for a reader. No personal data. */
  readonly facts: F
  /** The right that a person needs; null for an act that only the central store does. */
  readonly right: R
  readonly authors: readonly AuthorKind[]
  /** Its name among the actions that a screen offers on an open request; null if it is not offered there. */
  readonly action: A
  /** Its command in the table of states; null if it is allowed in every state and does not change the state. */
  readonly move: RequestCommand | null
  /** Whether it depends on what its author saw, and so must name the revision seen. */
  readonly transition: boolean
  /** Whether it changes what a decision is based on, which makes a decision on an earlier revision stale. */
  readonly revises: boolean
  /** Why the act is refused. State, revision and author have already been checked. */
  readonly check: (request: Before, payload: PayloadOf<V>, context: ActContext) => Problem | null
  /** The change that the act makes. Call it only after {@link check} found no problem. */
  readonly apply: (
    request: Before,
    payload: PayloadOf<V>,
    context: ActContext,
  ) => { readonly change: Before extends null ? Changeable : Change; readonly facts: z.output<F> }
}

/** Defines an act on an existing request. */
export const defineAct = <
  const K extends string,
  const V extends PayloadVersions,
  F extends z.ZodObject,
  const R extends Right | null,
  const A extends string | null,
>(
  act: ActRules<K, V, F, R, A, RequestCore>,
) => act

/** Defines the act that creates a request. */
export const defineFirstAct = <
  const K extends string,
  const V extends PayloadVersions,
  F extends z.ZodObject,
  const R extends Right | null,
>(
  act: ActRules<K, V, F, R, null, null>,
) => act

/** An act whose payload and request types are known only at run time. */
export interface AnyAct {
  readonly kind: string
  readonly payloads: PayloadVersions
  readonly facts: z.ZodObject
  readonly right: Right | null
  readonly authors: readonly AuthorKind[]
  readonly action: string | null
  readonly move: RequestCommand | null
  readonly transition: boolean
  readonly revises: boolean
  readonly check: (request: never, payload: never, context: ActContext) => Problem | null
  readonly apply: (request: never, payload: never, context: ActContext) => { change: Change; facts: object }
}

/** For acts that are never refused. */
export const always = (): null => null
