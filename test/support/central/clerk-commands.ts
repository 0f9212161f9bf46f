/** Commands of the clerk of a test office: created in the chain of its workstation, not pushed. */
import { v7 } from 'uuid'
import type { CommandEnvelope } from '../../../src/protocol/commands.ts'
import { fictionalCnp, lease, type Office, registration } from './office.ts'
import type { CommandToMake } from './workstation.ts'

export const clerkCommandsOf = (office: Office) => ({
  /** A registration under a number leased for it. */
  register: async (change: Partial<CommandToMake<'register-request'>> = {}): Promise<CommandEnvelope> =>
    office.desk.command({
      kind: 'register-request',
      aggregateId: v7(),
      session: office.session.clerk,
      payload: registration({ cnp: fictionalCnp(1), sequence: await lease(office.desk) }),
      ...change,
    }),
  note: (aggregateId: string, text = 'a sunat', change: Partial<CommandEnvelope> = {}): CommandEnvelope =>
    office.desk.command({
      kind: 'add-note',
      aggregateId,
      session: office.session.clerk,
      payload: { noteId: v7(), text },
      change,
    }),
})
