import { describe, expect, it } from 'vitest'
import { hasRight, type Role } from '../../src/domain/rights.ts'
import { hashOf, parseRoute, RIGHT_OF_ROOM, ROOMS } from './route.ts'

const ID = '019ab000-0000-7000-8000-000000000001'

describe('the rooms offered', () => {
  const offeredTo = (role: Role) =>
    ROOMS.filter((room) => {
      const right = RIGHT_OF_ROOM[room]
      return right === null || hasRight(role, right)
    })
  it.each(['clerk', 'supervisor'] as const)('to a %s include those with requests and papers', (role) => {
    expect(offeredTo(role)).toEqual(
      expect.arrayContaining(['queue', 'new-request', 'decisions', 'registry', 'to-print']),
    )
  })
  it('to an auditor do not include the one that only writes', () => {
    expect(offeredTo('auditor')).toContain('registry')
    expect(offeredTo('auditor')).not.toContain('new-request')
  })
  it.each(['queue', 'new-request', 'decisions', 'registry', 'to-print'])('to an administrator exclude %s', (room) => {
    expect(offeredTo('administrator')).toContain('sync')
    expect(offeredTo('administrator')).not.toContain(room)
  })
})

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
