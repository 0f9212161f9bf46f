import { expect, it } from 'vitest'
import type { RequestBody } from '../../request/body.ts'
import { stateAtRevision } from './state-at-revision.ts'

type Entry = RequestBody['timeline'][number]
const entry = (act: Entry['act'], to: Entry['to'], at: string): Entry =>
  ({
    id: '00000000-0000-7000-8000-000000000001',
    at,
    actor: { kind: 'person', id: '00000000-0000-7000-8000-000000000002', name: 'Ana Pop' },
    act,
    from: null,
    to,
    facts: {},
    offline: false,
  }) as Entry
/** As a desk sees it whose clock was a day ahead when the request was registered: later acts bear earlier moments. */
const timeline = [
  entry('register-request', 'registered', '2026-11-24T08:00:00.000Z'),
  entry('record-identity-check', 'registered', '2026-11-24T08:00:01.000Z'),
  entry('add-note', 'registered', '2026-11-24T08:00:02.000Z'),
  entry('submit-request', 'in_review', '2026-11-23T08:00:03.000Z'),
  entry('record-print', 'in_review', '2026-11-23T09:00:00.000Z'),
  entry('approve-request', 'approved', '2026-11-23T10:00:00.000Z'),
  entry('executed', 'executed', '2026-11-23T10:00:05.000Z'),
]

it('counts the acts that revise, in whatever order their times are', () => {
  const states = [1, 2, 3, 4, 5].map((revision) => stateAtRevision({ revision: 5, timeline }, revision))
  expect(states).toEqual(['registered', 'registered', 'in_review', 'approved', 'executed'])
})

it('returns null for a revision that the history does not contain', () => {
  expect(stateAtRevision({ revision: 5, timeline }, 0)).toBeNull()
  expect(stateAtRevision({ revision: 5, timeline }, 6)).toBeNull()
  expect(stateAtRevision({ revision: 5, timeline: timeline.slice(5) }, 3)).toBeNull()
})
