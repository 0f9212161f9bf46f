/** Which problem a person gets who needs the central store, by connection and session. */
import { describe, expect, it } from 'vitest'
import { problem, type Problem } from '../../domain/problem.ts'
import { centralToken, onlineToken } from './central-token.ts'

const TOO_OLD = problem('protocol.too-old', { minimum: 3 })
const CONNECTIONS: Record<string, { online: boolean; stoppedBy: Problem | null }> = {
  connected: { online: true, stoppedBy: null },
  'without a connection': { online: false, stoppedBy: null },
  'of an outdated desk': { online: false, stoppedBy: TOO_OLD },
  'of a desk stopped otherwise': { online: false, stoppedBy: problem('device.frozen') },
}
const connection = (name: string) => {
  const { online = false, stoppedBy = null } = CONNECTIONS[name] ?? {}
  return { online: () => online, stoppedBy: () => stoppedBy }
}
const code = (result: { ok: true } | { ok: false; problem: Problem }) => (result.ok ? 'ok' : result.problem)
const required = problem('online.required')
const password = problem('session.offline')

describe.each([
  ['connected', { token: ['ok', 'ok'], none: [password, password] }],
  ['without a connection', { token: ['ok', required], none: [required, required] }],
  ['of an outdated desk', { token: ['ok', TOO_OLD], none: [TOO_OLD, TOO_OLD] }],
  ['of a desk stopped otherwise', { token: ['ok', required], none: [required, required] }],
] as const)('a person %s', (name, expected) => {
  it('with an online session may call; what needs a connection is refused without one', () => {
    const person = { token: 'x' }
    expect([centralToken(person, connection(name)), onlineToken(person, connection(name))].map(code)).toEqual(
      expected.token,
    )
  })
  it('without an online session gets the reason', () => {
    const person = { token: null }
    expect([centralToken(person, connection(name)), onlineToken(person, connection(name))].map(code)).toEqual(
      expected.none,
    )
  })
})
