/**
 * Alt+Enter takes the value that is proposed for the field or choice with the focus, wherever in it the focus is. Where
 * nothing is proposed it does nothing: a radio button or a list would otherwise choose another value.
 */
import type { KeyboardEvent } from 'react'
import { keysOfEvent, keysOf } from '../../shortcuts/shortcuts.ts'
import type { Proposal } from './proposals.ts'

/** The attribute that names the path of a field around its controls. */
const PATH = 'data-proposals-of'
export const proposalsOf = (path: string) => ({ [PATH]: path })

export function takesOne(
  event: KeyboardEvent<HTMLElement>,
  proposals: readonly Proposal[],
  take: (taken: readonly Proposal[]) => void,
): void {
  if (keysOfEvent(event.nativeEvent) !== keysOf('take-one') || !(event.target instanceof Element)) return
  event.preventDefault()
  event.stopPropagation()
  const path = event.target.closest(`[${PATH}]`)?.getAttribute(PATH)
  const first = proposals.find((proposal) => proposal.path === path)
  if (first !== undefined) take([first])
}
