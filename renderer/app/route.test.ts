import { describe, expect, it } from 'vitest'
import { hashOf, parseRoute, ROOMS } from './route.ts'

const ID = '019ab000-0000-7000-8000-000000000001'

describe('routes', () => {
  it.each([
    ...ROOMS.map((room) => ({ room })),
    { room: 'request', requestId: ID } as const,
    { room: 'review', requestId: ID } as const,
  ])('%o survives a round trip through the address', (route) => {
    expect(parseRoute(hashOf(route))).toEqual(route)
  })
  it.each([
    '',
    '#',
    '#/',
    '#/nowhere',
    '#/request/',
    '#/request/not-an-id',
    '#/review/../../etc',
    '#token=abc',
    '#/__proto__',
  ])('%j opens the queue', (hash) => {
    expect(parseRoute(hash)).toEqual({ room: 'queue' })
  })
})
