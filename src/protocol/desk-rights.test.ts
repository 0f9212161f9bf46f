import { expect, test } from 'vitest'
import { hasRight, type Right } from '../domain/rights.ts'
import { PROCEDURES } from './desk.ts'

test('an auditor may call no procedure that changes a request or what became of one', () => {
  const open = Object.entries(PROCEDURES).filter(
    ([, { type, access }]) =>
      type === 'command' && access !== 'none' && (access === 'open' || hasRight('auditor', access as Right)),
  )
  // Input at the screen, sending now, a notice that was read, and which devices stand at this desk, change nothing of
  // what anybody did. The commands of the audit trail read it whole: that takes too long for a query.
  expect(open.map(([name]) => name).filter((name) => !/^(?:devices|printer|audit)\./.test(name))).toEqual([
    'session.active',
    'sync.now',
    'incident.confirm',
  ])
})
