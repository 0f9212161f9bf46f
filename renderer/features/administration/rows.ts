/** The rows of this room, as the desk answers them. */
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'

export type Account = ProcedureOutput<'people.list'>[number]
export type Workstation = ProcedureOutput<'workstations.list'>[number]
