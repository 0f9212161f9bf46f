/** Payloads of commands for tests: fictional people, a registration, an identity check. */
import { cnpControlDigit } from '../../../src/domain/person/cnp.ts'
import { REGISTRY } from '../../../src/domain/request/request.ts'
import type { CommandPayload } from '../../../src/request/acts.ts'

/** A fictional CNP: county 22, serial numbers from 900, which no county reaches. */
export function fictionalCnp(n: number): string {
  const digits = `2${String(50 + (n % 50)).padStart(2, '0')}0615${'22'}${String(900 + (n % 100))}`
  return digits + String(cnpControlDigit(digits))
}

/** Moments that a wrong clock states: before any session of a test office, and when no act has arrived yet. */
export const DAY_BEFORE = '2026-11-20T09:00:00.000Z'
export const DAY_AFTER = '2026-12-20T09:00:00.000Z'

const contact = { address: '', phone: '', email: '' }

export interface RequestToMake {
  readonly cnp: string
  readonly sequence: number
  readonly kind?: 'anonymise' | 'revert'
  readonly change?: Partial<CommandPayload<'register-request'>>
  /** Registered under a session that had been opened without the central store. */
  readonly offline?: boolean
}

export const registration = ({
  cnp,
  sequence,
  kind = 'anonymise',
  change = {},
}: RequestToMake): CommandPayload<'register-request'> => ({
  kind,
  channel: 'counter',
  registration: {
    registry: REGISTRY,
    year: 2026,
    sequence,
    provisional: null,
    day: '2026-11-23',
    at: '2026-11-23T08:00:00.000Z',
  },
  requestedDay: change.registration?.day ?? '2026-11-23',
  requestedAt: change.registration?.at ?? '2026-11-23T08:00:00.000Z',
  holder: { surname: 'Popescu', givenNames: 'Ana Maria', cnp, contact },
  capacity: 'holder',
  representative: null,
  comparison: { answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' }, paper: {}, unreadPages: 0, settled: [] },
  deskNumber: 1,
  ...change,
})

export const identityCheck: CommandPayload<'record-identity-check'> = {
  check: {
    subject: 'holder',
    method: 'document',
    document: {
      type: 'identity-card',
      series: 'MZ',
      number: '123456',
      issuer: 'SPCLEP Iași',
      validUntil: '2031-06-15',
    },
    mrzVerified: true,
    attestations: ['photo', 'look', 'data', 'signed'],
    disagreements: [],
    outcome: 'passed',
    remark: '',
  },
}
