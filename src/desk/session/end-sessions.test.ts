import { expect, test } from 'vitest'
import { ok, refuse } from '../../domain/problem.ts'
import { endingSessions } from './end-sessions.ts'

function ending() {
  const asked: string[] = []
  const unsent = new Set<string>()
  const line = { broken: false }
  const sessions = endingSessions({
    client: {
      call: (_name: string, _input: object, { token }: { token: string }) => {
        asked.push(token)
        return Promise.resolve(line.broken ? refuse('central.unreachable', { since: null }) : ok({}))
      },
    } as never,
    hasUnsent: (id) => unsent.has(id),
  })
  return { asked, unsent, line, sessions }
}

test('a session ends once, after everything done under it has arrived', async () => {
  const { asked, unsent, sessions } = ending()
  unsent.add('a')
  sessions.add('a', 'token a')
  sessions.add('b', 'token b')
  await sessions.run()
  expect(asked).toEqual(['token b'])
  unsent.clear()
  await Promise.all([sessions.run(), sessions.run()])
  expect(asked).toEqual(['token b', 'token a'])
})

test('without a connection each is tried once each time, and kept for the next', async () => {
  const { asked, line, sessions } = ending()
  line.broken = true
  sessions.add('a', 'token a')
  sessions.add('b', 'token b')
  await sessions.run()
  expect(asked).toEqual(['token a', 'token b'])
  line.broken = false
  await sessions.run()
  await sessions.run()
  expect(asked).toEqual(['token a', 'token b', 'token a', 'token b'])
})
