/** Extends the term once, before it has run out, and tells the applicant. */
import { localDay } from '../../domain/calendar/bucharest.ts'
import { ok } from '../../domain/problem.ts'
import { dueDate, extendTerm as extended } from '../../domain/request/due-date.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { orderLetter } from '../papers/order-letter.ts'
import { registrationOf } from '../store/repositories/registered-number.ts'
import type { Handler } from './command.ts'

export const extendTerm: Handler<'extend-term'> = async (context, request, { days, explanation }) => {
  const next = applyCommand(request.state, 'extend')
  if (!next.ok) return next
  const { day } = await registrationOf(context.writing.db, request.id)
  const term = extended({ registrationDay: day, extensionDays: request.extended_days }, days, localDay(context.at))
  if (!term.ok) return term
  const due = dueDate(term.value)
  await orderLetter(context, request, { letter: 'extension', days, newDueDay: due, explanation })
  return ok({ to: next.value, set: { extended_days: days, due_day: due }, facts: { days, dueDay: due } })
}
