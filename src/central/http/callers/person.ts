/**
 * A member of staff: the token of a session at the workstation that signs the call, and the right that the contract
 * asks for, by the person's role.
 */
import { ok, refuse } from '../../../domain/problem.ts'
import { hasRight } from '../../../domain/rights.ts'
import { present } from '../../people/sign-in.ts'
import { type Identify, singleHeader } from './caller.ts'
import { identifyWorkstation } from './workstation.ts'

export const identifyPerson: Identify<'person'> = async (evidence) => {
  const { db, call, at, caller } = evidence
  const workstation = await identifyWorkstation(evidence)
  if (!workstation.ok) return workstation
  const { device } = workstation.value
  const token = singleHeader(call, 'x-des-session')
  const person = await present(db, device.id, token, at)
  if (!person.ok) return person
  const { right } = caller
  return right === null || hasRight(person.value.user.role, right)
    ? ok({ device, person: { ...person.value, token } })
    : refuse('right.missing', { right })
}
