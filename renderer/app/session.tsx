/** The signed-in person, for every screen inside. */
import { createContext, useContext } from 'react'
import type { Right } from '../../src/domain/rights.ts'
import type { ProcedureOutput } from '../../src/protocol/desk.ts'

export type Session = ProcedureOutput<'session.current'>

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session & { may(right: Right): boolean } {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs a signed-in session above it')
  return { ...session, may: (right) => session.rights.includes(right) }
}
