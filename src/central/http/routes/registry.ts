/** Registration numbers: blocks out and back, and the account of a year. */
import { z } from 'zod'
import { ok, refuse } from '../../../domain/problem.ts'
import { REGISTRY } from '../../../domain/request/request.ts'
import { leaseInput, numberBlock, openBlock, registryAccount, returnInput, returnOutput } from '../../../protocol/sync.ts'
import { id } from '../../../protocol/values.ts'
import { leaseBlock } from '../../store/number-blocks.ts'
import { accountOfYear } from '../../store/registry-year.ts'
import { openBlocksOf, returnBlock } from '../../store/return-block.ts'
import { route } from '../route.ts'
import type { RouteServices } from '../services.ts'

export function registryRoutes({ store }: RouteServices) {
  return {
    leaseNumbers: route('leaseNumbers', {
      body: leaseInput,
      output: numberBlock,
      run: async ({ device, body }) => {
        const block = await store.write((writing) => leaseBlock(writing, { ...body, deviceId: device.id }))
        return block ?? refuse('input.invalid', { issues: [{ path: 'blockId', message: 'taken' }] })
      },
    }),
    numberBlocks: route('numberBlocks', {
      output: z.array(openBlock),
      run: async ({ device }) => {
        const blocks = await store.read((db) => openBlocksOf(db, device.id))
        return ok(blocks.map(({ id: blockId, registry, year, first, last }) => ({ blockId, registry, year, from: first, to: last })))
      },
    }),
    returnNumbers: route('returnNumbers', {
      params: z.object({ blockId: id }),
      body: returnInput,
      output: returnOutput,
      run: ({ device, params, body }) => store.write((writing) => returnBlock(writing, device, { ...params, ...body })),
    }),
    registryYear: route('registryYear', {
      params: z.object({ year: z.coerce.number().int().min(2020).max(2199) }),
      output: registryAccount,
      run: ({ params: { year } }) => store.read(async (db) => ok({ registry: REGISTRY, year, ...(await accountOfYear(db, REGISTRY, year)) })),
    }),
  }
}
