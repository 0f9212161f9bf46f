/** The data of the house as the central store sends them to the desks (entity `house` of the feed). */
import { z } from 'zod'
import type { HouseData } from '../domain/house/house.ts'
import { line } from './values.ts'

const filled = (most: number) => line(most).min(1)

export const houseBody = z.object({
  name: z.object({ ro: filled(90), en: filled(90) }),
  contact: z
    .object({ address: filled(160), telephone: filled(60), email: filled(100), fiscalCode: filled(20) })
    .nullable(),
  verifyUrl: z.string().max(200),
  demonstration: z.boolean(),
}) satisfies z.ZodType<HouseData>
