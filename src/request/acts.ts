/**
 * The table of all acts on a request. Derived from it are the command kinds, payloads, rights, the actions that a
 * screen may offer, the facts of the history, and the words that the renderer must have.
 */
import type { z } from 'zod'
import type { AuthorKind } from '../domain/request/author.ts'
import type { AnyAct, PayloadOf } from './act.ts'
import { amend } from './acts/amend.ts'
import { approve } from './acts/approve.ts'
import { attach } from './acts/attach.ts'
import { begin } from './acts/begin.ts'
import { checkIdentity } from './acts/check-identity.ts'
import { complete } from './acts/complete.ts'
import { contact } from './acts/contact.ts'
import { decideOrder } from './acts/decide-order.ts'
import { extend } from './acts/extend.ts'
import { file } from './acts/file.ts'
import { forward } from './acts/forward.ts'
import { join } from './acts/join.ts'
import { note } from './acts/note.ts'
import { recordPrint } from './acts/record-print.ts'
import { register } from './acts/register.ts'
import { reject } from './acts/reject.ts'
import { returnForCompletion } from './acts/return.ts'
import { settle } from './acts/settle.ts'
import { submit } from './acts/submit.ts'
import { withdraw } from './acts/withdraw.ts'

/** In the order in which a screen offers them. */
const LIST = [
  register,
  submit,
  amend,
  settle,
  checkIdentity,
  attach,
  note,
  contact,
  returnForCompletion,
  approve,
  reject,
  withdraw,
  join,
  forward,
  file,
  extend,
  decideOrder,
  recordPrint,
  begin,
  complete,
] as const

type Listed = (typeof LIST)[number]
export type ActKind = Listed['kind']
type ActOf<K extends ActKind> = Extract<Listed, { readonly kind: K }>
export const ACTS = Object.fromEntries(LIST.map((act) => [act.kind, act])) as unknown as {
  readonly [K in ActKind]: ActOf<K>
}
export const ACT_KINDS = LIST.map(({ kind }) => kind)
export const isAct = (kind: string): kind is ActKind => Object.hasOwn(ACTS, kind)
/** The act of a kind that is known only at run time. */
export const anyAct = (kind: ActKind): AnyAct => ACTS[kind]

/** Kinds that are sent as commands: all except those that only the central store does. */
export type CommandKind = { [K in ActKind]: ActOf<K>['right'] extends null ? never : K }[ActKind]
export const COMMAND_KINDS = ACT_KINDS.filter((kind): kind is CommandKind => ACTS[kind].right !== null)
export const isCommand = (kind: string): kind is CommandKind => isAct(kind) && ACTS[kind].right !== null
/** The one command that creates a request. */
export type FirstKind = (typeof register)['kind']

interface ActTypes {
  readonly payload: { readonly [K in ActKind]: PayloadOf<ActOf<K>['payloads']> }
  readonly facts: { readonly [K in ActKind]: z.output<ActOf<K>['facts']> }
}
export type Payload<K extends ActKind> = ActTypes['payload'][K]
export type CommandPayload<K extends CommandKind> = Payload<K>
export type Facts<K extends ActKind> = ActTypes['facts'][K]

/** The payload version that this build writes. */
export const versionOf = (kind: ActKind): number => Math.max(...Object.keys(ACTS[kind].payloads).map(Number))
/** Whether this build can read a command. */
export const isKnown = ({ kind, kindVersion }: { readonly kind: string; readonly kindVersion: number }): boolean =>
  isCommand(kind) && Object.hasOwn(ACTS[kind].payloads, kindVersion)

type Commands = {
  readonly [K in CommandKind]: {
    readonly payload: z.ZodType<CommandPayload<K>>
    readonly right: NonNullable<ActOf<K>['right']>
    readonly transition: boolean
  }
}
/** For each command kind: its payload schema and the right it needs. */
export const COMMANDS = Object.fromEntries(
  COMMAND_KINDS.map((kind) => {
    const { payloads, right, transition } = anyAct(kind)
    return [kind, { payload: payloads[versionOf(kind)], right, transition }]
  }),
) as unknown as Commands

/** The actions that a screen may offer on an open request, each with its act. */
export type RequestAction = NonNullable<Listed['action']>
export const REQUEST_ACTIONS = LIST.flatMap(({ action }) => (action === null ? [] : [action]))
export const actOfAction = (action: RequestAction): AnyAct & { readonly kind: CommandKind } => {
  const found = LIST.find((act) => act.action === action)
  if (found === undefined) throw new RangeError(`no act has the action ${action}`)
  return found as AnyAct & { readonly kind: CommandKind }
}

/** The history's name for an act that only a newer build knows. */
export const UNKNOWN_ACT = 'unknown'
export const SHOWN_ACTS = [...ACT_KINDS, UNKNOWN_ACT] as const
/** The acts that a screen can name. */
export type ShownAct = (typeof SHOWN_ACTS)[number]
export const shownAct = (kind: string): ShownAct => (isAct(kind) ? kind : UNKNOWN_ACT)

/** The only place that decides which kind of author may do which act. A person also needs the right of the act. */
export const mayAuthor = (author: AuthorKind, kind: ActKind): boolean =>
  (ACTS[kind].authors as readonly AuthorKind[]).includes(author)
