/** Extends the legal term once, before it ends. */
import { z } from 'zod'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { dueDate, EXTENSION_DAYS, extendTerm } from '../../domain/request/due-date.ts'
import { localDay as day, text } from '../../protocol/values.ts'
import { defineAct } from '../act.ts'

export const extend = defineAct({
  kind: 'extend-term',
  payloads: { 1: z.object({ days: z.int().min(1).max(EXTENSION_DAYS), explanation: text(2000).min(1) }) },
  facts: z.object({ days: z.int(), dueDay: day }),
  right: 'request.decide',
  authors: ['person'],
  action: 'extend',
  move: 'extend',
  transition: true,
  revises: true,
  check: ({ registration, extendedDays }, { days }, { at }) => {
    const term = extendTerm({ registrationDay: registration.day, extensionDays: extendedDays }, days, localDay(at))
    return term.ok ? null : term.problem
  },
  apply: ({ registration }, { days }) => {
    const dueDay = dueDate({ registrationDay: registration.day, extensionDays: days })
    return { change: { extendedDays: days, dueDay }, facts: { days, dueDay } }
  },
})
