import { describe, expect, it } from 'vitest'
import { RIGHTS, ROLES, hasRight } from './rights.ts'

describe('rights', () => {
  it('gives every right to somebody and every role something', () => {
    for (const right of RIGHTS)
      expect(
        ROLES.some((role) => hasRight(role, right)),
        right,
      ).toBe(true)
    for (const role of ROLES)
      expect(
        RIGHTS.some((right) => hasRight(role, right)),
        role,
      ).toBe(true)
  })

  it('lets only a supervisor decide, and an auditor write nothing', () => {
    expect(ROLES.filter((role) => hasRight(role, 'request.decide'))).toEqual(['supervisor'])
    expect(RIGHTS.filter((right) => hasRight('auditor', right))).toEqual(['request.read', 'paper.read', 'audit.read'])
  })
})
