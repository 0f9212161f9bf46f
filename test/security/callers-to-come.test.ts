/**
 * Kinds of caller that have no credentials yet, on calls planted for them: every caller is refused and the handler
 * never runs. A real call of such a kind first needs its identification.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pino from 'pino'
import { z } from 'zod'
import type { Handlers } from '../../src/central/http/route.ts'
import { callsOnce } from '../../src/central/http/callers/calls-once.ts'
import { buildServer } from '../../src/central/http/server.ts'
import { ok } from '../../src/domain/problem.ts'
import { anyone, get, holder, service } from '../../src/protocol/central/call.ts'
import { CALLERS, type Callers, callersOf } from '../support/central/callers.ts'
import { type Office, openOffice } from '../support/central/office.ts'

const output = z.object({})
const PLANTED = {
  mine: get('/v1/mine', { caller: holder, output }),
  alerts: get('/v1/alerts', { caller: service, output }),
  open: get('/v1/open', { caller: anyone, output }),
} as const
const REFUSED = { mine: 'holder.session-required', alerts: 'service.certificate-required' } as const

let office: Office
let callers: Callers
let url: string
let close: () => Promise<unknown>
const ran: string[] = []

beforeAll(async () => {
  office = await openOffice()
  callers = await callersOf(office)
  const { store, random } = office.central
  const run = (name: string) => () => {
    ran.push(name)
    return Promise.resolve(ok({}))
  }
  const handlers: Handlers<typeof PLANTED> = { mine: run('mine'), alerts: run('alerts'), open: run('open') }
  const once = callsOnce(() => '')
  const services = { store, random, clock: () => office.clock.now, log: pino({ level: 'silent' }), once }
  const server = await buildServer(services, PLANTED, handlers)
  url = await server.listen({ host: '127.0.0.1', port: 0 })
  close = () => server.close()
})
afterAll(async () => {
  await close()
  await office.close()
})

const wire = (name: keyof typeof PLANTED) =>
  ({ method: 'GET', target: PLANTED[name].path, body: undefined, contentType: 'application/json' }) as const

describe.each(['mine', 'alerts'] as const)('a call for %s', (name) => {
  test.each(CALLERS)('refuses %s', async (caller) => {
    expect(await callers.sendWire(caller, wire(name), url)).toMatchObject({ status: 401, code: REFUSED[name] })
    expect(ran).not.toContain(name)
  })
})

test('the same server answers a planted public call', async () => {
  expect(await callers.sendWire('anyone', wire('open'), url)).toMatchObject({ status: 200, code: null })
  expect(ran).toEqual(['open'])
})
