/**
 * A member of staff: the token of a session at the workstation that signs the call, and the right that the contract
 * asks for, by the person's role.
 */
import { ok, refuse } from '../../../domain/problem.ts'
import { hasRight } from '../../../domain/rights.ts'
import { mustChangePassword, refusalOfAuthority } from '../../people/authority.ts'
import { present } from '../../people/sign-in.ts'
import { type Identify, singleHeader } from './caller.ts'
import { identifyWorkstation } from './workstation.ts'

export const identifyPerson: Identify<'person'> = async (evidence) => {
  const { db, call, at, caller } = evidence
  const workstation = await identifyWorkstation({ ...evidence, caller: { kind: 'workstation', repeatable: false } })
  if (!workstation.ok) return workstation
  const { device } = workstation.value
  const token = singleHeader(call, 'x-des-session')
  const person = await present(db, device.id, token, at)
  if (!person.ok) return person
  const { right } = caller
  const admitted = ok({ device, person: { ...person.value, token } })
  // What any signed-in person may do: sign out, and choose a password.
  if (right === null) return admitted
  const { user, session } = person.value
  if (mustChangePassword(user, session)) return refuse('password.change-required')
  if (!hasRight(user.role, right)) return refuse('right.missing', { right })
  const refusal = refusalOfAuthority(user, right, at)
  return refusal === null ? admitted : { ok: false, problem: refusal }
}
