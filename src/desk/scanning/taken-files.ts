/** Files of the watched folder that could not be moved away, remembered across restarts. */
import type { TakenMemory } from '../../devices/scanner/folder/watched-folder.ts'
import type { Settings } from '../cache/settings.ts'

/** The watched folder lists at most 200 files, so remembering more is not needed. */
const MOST_KEPT = 500

export const takenFiles = (settings: Pick<Settings, 'get' | 'set'>): TakenMemory => ({
  has: (key) => (settings.get('takenFiles') ?? []).includes(key),
  add: (key) =>
    settings.set(
      'takenFiles',
      [...(settings.get('takenFiles') ?? []).filter((known) => known !== key), key].slice(-MOST_KEPT),
    ),
})
