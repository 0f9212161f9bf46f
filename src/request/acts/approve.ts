/**
 * Approves a request: online only, by a person who neither registered, verified nor amended it. The person types the
 * holder's surname and names the plan that was on the screen.
 */
import { z } from 'zod'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { foldName } from '../../domain/person/name.ts'
import { problem } from '../../domain/problem.ts'
import { isWish, openDifferences } from '../../domain/request/comparison.ts'
import { missingForReview } from '../../domain/request/completeness.ts'
import { line, sha256 } from '../../protocol/values.ts'
import { defineAct } from '../act.ts'
import { decided } from '../decided.ts'
import { refusalOfFourEyes } from '../involved-actors.ts'

export const approve = defineAct({
  kind: 'approve-request',
  payloads: { 1: z.object({ planHash: sha256, surname: line(80).min(1) }) },
  facts: z.object({ planHash: sha256 }),
  right: 'request.decide',
  authors: ['person'],
  action: 'approve',
  move: 'approve',
  transition: true,
  revises: true,
  check: (request, { surname }, { by, now }) => {
    const eyes = refusalOfFourEyes(request, by.id)
    if (eyes !== null) return eyes
    if (foldName(surname) !== foldName(request.holder.surname)) return problem('request.surname')
    // An identity check recorded during the review may have removed what was complete when the request was submitted.
    const missing = missingForReview(request, localDay(now))
    if (missing.length > 0) return problem('request.incomplete', { missing })
    // The person wants something else than an erasure now; somebody must resolve that on the record first.
    const wishes = openDifferences(request).filter(isWish)
    return wishes.length === 0 ? null : problem('request.wish', { wishes: wishes.map(({ matter }) => matter) })
  },
  apply: (_request, { planHash }, context) => ({ change: { decision: decided(context) }, facts: { planHash } }),
})
