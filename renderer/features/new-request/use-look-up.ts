/** Looks up the person at the central store as soon as the CNP is complete. */
import { useMemo } from 'react'
import { parseCnp } from '../../../src/domain/person/cnp.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import type { NewRequestForm } from './form-context.ts'

export function useLookUp(typed: string): NewRequestForm['lookUp'] {
  const cnp = parseCnp(typed)
  const sync = useProcedure('sync.status', {}).data
  const offline = sync !== undefined && sync.state !== 'online' && sync.state !== 'syncing'
  const found = useProcedure('holder.lookUp', { cnp: cnp.ok ? cnp.value.value : '' }, { enabled: cnp.ok && !offline })
  return useMemo(
    () => ({
      cnp: typed,
      found: cnp.ok ? (found.data ?? null) : null,
      offline: cnp.ok && (offline || found.problem !== null),
    }),
    [typed, cnp.ok, found.data, found.problem, offline],
  )
}
