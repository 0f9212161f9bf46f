/** The procedures of a start at a desk that is open: there is nothing to choose. */
import { ok } from '../../domain/problem.ts'
import type { StartState } from '../../protocol/desk.ts'

export function openStart(folder: string) {
  const open = () => ok<StartState>({ cause: null, choices: [], folder })
  return { 'start.state': open, 'start.retry': open, 'start.goOn': open, 'start.beginAnew': open }
}
