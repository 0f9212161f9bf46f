/**
 * Registers a request. A well-formed registration always succeeds, whatever the review will find: what was printed at a
 * counter is never lost.
 */
import { z } from 'zod'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { parseCnp } from '../../domain/person/cnp.ts'
import { problem } from '../../domain/problem.ts'
import type { AuthorKind } from '../../domain/request/author.ts'
import { dueDate } from '../../domain/request/due-date.ts'
import { WAYS_OF } from '../../domain/request/comparison.ts'
import { askedOf } from '../../domain/request/questions.ts'
import { CAPACITIES, type Channel, CHANNELS, REQUEST_KINDS } from '../../domain/request/request.ts'
import { holder, questionsAsked, registration, representative, statedComparison } from '../../protocol/request.ts'
import { instant, localDay as day } from '../../protocol/values.ts'
import { defineFirstAct } from '../act.ts'

const issue = (path: string, message: string) => problem('input.invalid', { issues: [{ path, message }] })

/**
 * The channels that each kind of author can use. For example, a person at a desk cannot claim a login at the portal.
 */
const CHANNELS_OF: Partial<Record<AuthorKind, readonly Channel[]>> = {
  person: ['counter', 'email'],
  mailbox: ['email'],
  holder: ['portal'],
}

const common = z.object({
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(CHANNELS),
  registration,
  requestedDay: day,
  requestedAt: instant.nullable(),
  holder,
  capacity: z.enum(CAPACITIES),
  representative: representative.nullable(),
  deskNumber: z.int().positive(),
  /** The day that the desk wrote on the paper, where the central store moved it. Only the store states it. */
  statedDay: day.optional(),
})

export const register = defineFirstAct({
  kind: 'register-request',
  payloads: {
    /** Records only that the two questions were asked, not what was answered. */
    1: common.extend({ questionsAsked: questionsAsked.nullable() }),
    2: common.extend({ comparison: statedComparison }),
  },
  facts: z.object({
    channel: z.enum(CHANNELS),
    kind: z.enum(REQUEST_KINDS),
    /** The number given to the person when the desk had no registration numbers left. */
    provisional: z.string().nullable(),
    /** The day on the paper, where it is another one than the day of registration. */
    statedDay: day.optional(),
    /** The number on the person's paper, where another request had it already. */
    givenBefore: z.string().optional(),
  }),
  right: 'request.register',
  authors: ['person', 'mailbox', 'holder'],
  action: null,
  move: null,
  transition: false,
  revises: true,
  check: (_none, payload, { by }) => {
    const { year, sequence, provisional, day: registered, givenBefore } = payload.registration
    if (payload.statedDay !== undefined) return issue('statedDay', 'by_the_central_store')
    if (givenBefore !== undefined) return issue('registration.givenBefore', 'by_the_central_store')
    if (Number(registered.slice(0, 4)) !== year) return issue('registration.year', 'day_of_another_year')
    if (sequence === null && provisional === null) return issue('registration', 'without_number')
    // The record of a revert starts on the day of the request, so a future day would reject all content until then.
    if (payload.requestedDay > registered) return issue('requestedDay', 'after_registration')
    // The hour decides the order of opposite requests, so it must belong to the day written on the paper.
    if (payload.requestedAt !== null && localDay(payload.requestedAt) !== payload.requestedDay)
      return issue('requestedAt', 'of_another_day')
    // Papers and letters treat a representative as acting for the holder, so none may be named when the holder acts.
    if (payload.capacity === 'holder' && payload.representative !== null) return issue('representative', 'of_a_holder')
    if (!CHANNELS_OF[by.kind]?.includes(payload.channel)) return issue('channel', 'not_at_a_desk')
    if ('comparison' in payload && payload.comparison.settled.some(({ matter, how }) => !WAYS_OF[matter].includes(how)))
      return issue('comparison.settled', 'not_an_answer')
    const cnp = parseCnp(payload.holder.cnp)
    return cnp.ok ? null : cnp.problem
  },
  apply: (_none, payload, { by, at }) => ({
    change: {
      kind: payload.kind,
      channel: payload.channel,
      registration: payload.registration,
      requestedDay: payload.requestedDay,
      requestedAt: payload.requestedAt,
      dueDay: dueDate({ registrationDay: payload.registration.day, extensionDays: 0 }),
      extendedDays: 0,
      holder: payload.holder,
      capacity: payload.capacity,
      representative: payload.representative,
      ...('comparison' in payload
        ? {
            questionsAsked: askedOf(payload.comparison.answers),
            comparison: {
              ...payload.comparison,
              settled: payload.comparison.settled.map((settlement) => ({ ...settlement, by, at })),
            },
          }
        : { questionsAsked: payload.questionsAsked }),
      identityCheck: null,
      attachments: [],
      notes: [],
      papers: [],
      decision: null,
      registeredBy: by,
      deskNumber: payload.deskNumber,
    },
    facts: {
      ...{ channel: payload.channel, kind: payload.kind, provisional: payload.registration.provisional },
      ...(payload.statedDay === undefined ? {} : { statedDay: payload.statedDay }),
      ...(payload.registration.givenBefore === undefined ? {} : { givenBefore: payload.registration.givenBefore }),
    },
  }),
})
