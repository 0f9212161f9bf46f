/**
 * What an act on a request is: everything about it that needs no store, in one place. The desk predicts with it what
 * the central store confirms with it.
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
  /** When it was done. */
  readonly at: string
  /** By which day a rule that depends on today is judged: when it arrives; at the desk, when it was done. */
  readonly now: string
  /** The person had unlocked the desk without the central store. */
  readonly offline: boolean
  readonly commandId: string
  /** The request it is about: for a registration, the id it will have. */
  readonly requestId: string
}

type Changeable = Omit<RequestCore, 'id' | 'version' | 'revision' | 'state' | 'timeline'>
export type Change = Partial<Changeable>

/** The payload of each version that is still understood. */
export type PayloadVersions = Readonly<Record<number, z.ZodType>>
/** What a payload of any of its versions is after parsing. */
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
  /** What the history keeps of it for a reader. No personal data. */
  readonly facts: F
  /** What a person needs to do it; null for what no person does. */
  readonly right: R
  readonly authors: readonly AuthorKind[]
  /** Its name among what a screen offers to do with an open request; null where it is not offered there. */
  readonly action: A
  /** Its word in the table of states; null where it applies in every state and moves nothing. */
  readonly move: RequestCommand | null
  /** Whether it rests on what was seen, and must name the revision of it. */
  readonly transition: boolean
  /** Whether it changes what a decision rests on, so that a decision made before it is stale. */
  readonly revises: boolean
  /** Why it cannot be done; state, revision and author have been checked. */
  readonly check: (request: Before, payload: PayloadOf<V>, context: ActContext) => Problem | null
  /** What it does. Only after {@link check} has found nothing. */
  readonly apply: (
    request: Before,
    payload: PayloadOf<V>,
    context: ActContext,
  ) => { readonly change: Before extends null ? Changeable : Change; readonly facts: z.output<F> }
}

/** An act on a request that is there. */
export const defineAct = <
  const K extends string,
  const V extends PayloadVersions,
  F extends z.ZodObject,
  const R extends Right | null,
  const A extends string | null,
>(
  act: ActRules<K, V, F, R, A, RequestCore>,
) => act

/** The act by which a request comes to be. */
export const defineFirstAct = <
  const K extends string,
  const V extends PayloadVersions,
  F extends z.ZodObject,
  const R extends Right | null,
>(
  act: ActRules<K, V, F, R, null, null>,
) => act

/** An act whose payload and request are known only when it runs. */
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

/** Nothing can stand against it. */
export const always = (): null => null
