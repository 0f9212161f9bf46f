/** Registration numbers: leasing and returning blocks, the registry page, and the account of a year. */
import { daysBetween } from '../../domain/calendar/day.ts'
import { ok, refuse } from '../../domain/problem.ts'
import type { numberCalls } from '../../protocol/central/numbers.ts'
import type { registryCalls } from '../../protocol/central/registry.ts'
import { REGISTRY } from '../../domain/request/request.ts'
import { rowsOfRegistryPage } from './registry-page.ts'
import { leaseBlock } from './numbers/number-blocks.ts'
import { accountOfYear } from './numbers/registry-year.ts'
import { openBlocksWithUse, returnBlock } from './numbers/returned-blocks.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'

/** A registry page covers a day, a week or a month. More would be an export and would slow the store for everyone. */
const LONGEST_DAYS = 31
const MOST_ROWS = 3_000

export function registrationHandlers({
  store,
  now,
  papers,
}: RouteServices): Handlers<typeof registryCalls & typeof numberCalls> {
  return {
    leaseNumbers: async ({ device, body }) => {
      const block = await store.write((writing) => leaseBlock(writing, { ...body, deviceId: device.id }))
      return block ?? refuse('input.invalid', { issues: [{ path: 'blockId', message: 'taken' }] })
    },
    numberBlocks: async ({ device }) => {
      const blocks = await store.read((db) => openBlocksWithUse(db, device.id))
      return ok(
        blocks.map(({ id: blockId, registry, year, first, last, highest }) => ({
          ...{ blockId, registry, year, from: first, to: last },
          unusedFrom: (highest ?? first - 1) + 1,
        })),
      )
    },
    returnNumbers: ({ device, params, body }) =>
      store.write((writing) => returnBlock(writing, device, { ...params, ...body })),
    registryPage: async ({ body: { from, to }, person, device }) => {
      const refused = (message: string) => refuse('input.invalid', { issues: [{ path: 'to', message }] })
      if (to < from || daysBetween(from, to) >= LONGEST_DAYS) return refused(`1 to ${String(LONGEST_DAYS)} days`)
      const sealed = papers()
      if (sealed === null) return refuse('paper.not-yet', { paper: 'registry-page' })
      const rows = await store.read((db) => rowsOfRegistryPage(db, REGISTRY, from, to, MOST_ROWS))
      if (rows === null) return refused(`more than ${String(MOST_ROWS)} registrations`)
      const { pdf, sha256 } = await sealed.registryPage({
        from,
        to,
        ...rows,
        madeAt: now(),
        madeFor: person.user.name,
      })
      // The audit shows who exported names from the registry, and of which days.
      await store.write((writing) => {
        writing.audited({
          ...auditedBy({ person, device }),
          action: 'registry-page.made',
          subjectRef: null,
          body: { from, to, registrations: rows.registered.length, sha256 },
        })
        return Promise.resolve()
      })
      return ok({
        content: pdf,
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': 'inline',
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        },
      })
    },
    registryYear: ({ params: { year } }) =>
      store.read(async (db) => ok({ registry: REGISTRY, year, ...(await accountOfYear(db, REGISTRY, year)) })),
  }
}
