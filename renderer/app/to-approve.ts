/** The states in which a request waits for a decision, as a filter of the queue. */
import { statesAllowing } from '../../src/domain/request/lifecycle.ts'
import type { RequestState } from '../../src/domain/request/request.ts'

export const TO_APPROVE: readonly RequestState[] = statesAllowing('approve')

export const isToApprove = (states: readonly RequestState[]): boolean =>
  states.length === TO_APPROVE.length && TO_APPROVE.every((state) => states.includes(state))
