/** The house as this desk knows it. */
import { demonstrationHouse } from '../../domain/house/house.ts'
import { type House, houseOf } from '../../paper/house.ts'
import type { Settings } from '../cache/settings.ts'

/**
 * Null until the first pull has brought it: a paper must not carry the name of another house, so none is printed
 * before.
 */
export function knownHouse(settings: Pick<Settings, 'get'>): House | null {
  const house = settings.get('house')
  if (house !== null) return houseOf(house)
  return settings.get('demonstration') === true ? houseOf(demonstrationHouse('')) : null
}
