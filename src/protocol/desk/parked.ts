/** Acts that wait at the central store for a supervisor ("oprite la sistemul central"). */
import { z } from 'zod'
import { parkedCommand, resolveParkedInput, resolveParkedOutput } from '../central/parked.ts'
import { id } from '../values.ts'
import { command, nothing, query, type Procedures } from './procedure.ts'

export const parkedProcedures = {
  'parked.list': query('request.decide', nothing, z.array(parkedCommand), { staleBy: ['decisions'] }),
  'parked.resolve': command(
    'request.decide',
    z.object({ commandId: id, resolution: resolveParkedInput }),
    resolveParkedOutput,
    { makesStale: ['decisions'] },
  ),
} as const satisfies Procedures
