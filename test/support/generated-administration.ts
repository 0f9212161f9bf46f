/** What a generated desk answers about accounts, workstations and the audit trail. */
import type { Problem, Result } from '../../src/domain/problem.ts'
import { ok } from '../../src/domain/problem.ts'
import type { ProcedureName, ProcedureOutput } from '../../src/protocol/desk.ts'
import { CLERK, id, SUPERVISOR } from './generated-requests.ts'

type Account = ProcedureOutput<'people.list'>[number]
type Entry = ProcedureOutput<'audit.trail'>['entries'][number]

const ADMINISTRATOR = id('a', 20)
const account = (n: string, username: string, name: string, part: Partial<Account> = {}): Account => ({
  id: n,
  username,
  name,
  role: 'clerk',
  disabled: false,
  createdAt: '2026-03-02T07:00:00.000Z',
  mustChangePassword: false,
  unconfirmedBy: null,
  lockedUntil: null,
  ...part,
})
const ACCOUNTS: readonly Account[] = [
  account(CLERK.id, 'operator', CLERK.name, { lockedUntil: '2026-11-23T08:56:07.000Z' }),
  account(SUPERVISOR.id, 'sef', SUPERVISOR.name, { role: 'supervisor' }),
  account(ADMINISTRATOR, 'administrator', 'Zamfir Dumitru', { role: 'administrator' }),
  account(id('a', 21), 'ioana.ungureanu', 'Ungureanu-Moraru Ioana Alexandra', {
    role: 'supervisor',
    unconfirmedBy: ADMINISTRATOR,
    mustChangePassword: true,
  }),
  account(id('a', 22), 'auditor', 'Văcărescu Țuța', { role: 'auditor' }),
  account(id('a', 23), 'fost.operator', 'Grigorovici Paraschiva', { disabled: true }),
]
const workstation = (n: number, name: string, state: ProcedureOutput<'workstations.list'>[number]['state']) => ({
  id: id('d', n),
  deskNumber: n,
  name,
  state,
  enrolledAt: '2026-03-02T07:00:00.000Z',
  lastSeenAt: n === 5 ? null : '2026-11-23T08:40:51.000Z',
  lastSeq: 100 * n,
})
const WORKSTATIONS = [
  workstation(1, 'ghiseu-1', 'active'),
  workstation(2, 'ghiseu-2', 'frozen'),
  workstation(3, 'ghiseu-3', 'active'),
  workstation(4, 'ghiseu-4-vechi', 'revoked'),
  workstation(5, 'birou-sef-serviciu', 'active'),
]
const KINDS = [
  'login',
  'register-request',
  'login.wrong',
  'plan.read',
  'anonymise.executed',
  'user.changed',
  'new.kind',
]
const TRAIL: readonly Entry[] = Array.from({ length: 60 }, (_, n) => ({
  n: 18_204 - n,
  at: new Date(Date.parse('2026-11-23T08:41:07.000Z') - n * 61_000).toISOString(),
  action: KINDS[n % KINDS.length] ?? '',
  hash: 'a'.repeat(64),
  person: n % 5 === 4 ? null : CLERK.name,
  deskNumber: n % 5 === 4 ? null : 3,
}))

type Answers = Partial<{
  [P in ProcedureName]: () => Result<ProcedureOutput<P>, Problem>
}>

export const administrationAnswers = (situation: { readonly empty: boolean; readonly faulty: boolean }): Answers => ({
  'people.list': () => ok([...ACCOUNTS]),
  'people.unconfirmed': () => ok(situation.empty ? [] : ACCOUNTS.filter(({ unconfirmedBy }) => unconfirmedBy !== null)),
  'people.unlock': () => ok(account(CLERK.id, 'operator', CLERK.name)),
  'workstations.list': () => ok(situation.empty ? [] : WORKSTATIONS),
  'workstations.enrolmentCode': () => ok({ code: 'KDQ7-M2WX-91TR', expiresAt: '2026-11-23T09:41:07.000Z' }),
  'audit.people': () => ok([...ACCOUNTS]),
  'audit.trail': () => ok({ entries: situation.empty ? [] : [...TRAIL], more: !situation.empty }),
  'audit.verify': () =>
    ok(
      situation.faulty
        ? { intact: false, entries: 18_204, n: 9_113, fault: 'hash' }
        : { intact: true, entries: 18_204, hash: 'a'.repeat(64), heads: 61 },
    ),
})
