/** The few facts that a desk stores about itself, each with its schema. */
import { z } from 'zod'
import { scannerConfiguration } from '../../devices/scanner/configuration.ts'
import { printerChoice, printSettings, scanSettings } from '../../protocol/desk.ts'
import { problemSchema } from '../../protocol/problem.ts'
import { houseBody } from '../../protocol/house.ts'
import { laterIdentity } from '../journal/records.ts'
import type { Database } from './open-cache.ts'

const SETTINGS = {
  cursor: z.int(),
  head: z.int(),
  /** Hash of the central store's feed at a position that this desk has pulled; null from a store without hashes. */
  feedMark: z.object({ position: z.int(), hash: z.string() }),
  /** Why this desk may record nothing: it, or the central store, was restored from a copy. */
  obstacle: problemSchema,
  lastContactAt: z.string(),
  lastPullAt: z.string(),
  /** Desk clock minus server clock, milliseconds. */
  clockOffsetMs: z.int(),
  /** The last believed time of the central store: turning the clock back does not stretch an offline permission. */
  latestSeen: z.int(),
  /** Whether the workstation's own clock agreed with that time; false: a later answer corrects it at once. */
  clockWitnessed: z.boolean(),
  provisionalUsed: z.int(),
  minimumProtocol: z.int(),
  demonstration: z.boolean(),
  /** As the central store last sent it; papers made here show it, also offline. */
  house: houseBody,
  /** The scanner chosen for this desk, and how it scans; settings null if it offers no choice. */
  scanner: z.object({ device: scannerConfiguration, settings: scanSettings.nullable() }),
  /** For a scanner that asks for it; the password is wrapped by the key store of the system, in base64. */
  scannerLogin: z.object({ url: z.string(), user: z.string(), wrapped: z.string() }),
  /** `certificate`: SHA-256 of what an `ipps` printer showed when it was chosen. */
  printer: z.object({
    choice: printerChoice,
    settings: printSettings,
    certificate: z.string().max(100).nullable().default(null),
  }),
  /** Files of the watched folder that were taken and could not be moved away, the newest last. */
  takenFiles: z.array(z.string()),
  enrolment: z.object({
    deviceId: z.string(),
    deskNumber: z.int(),
    deskName: z.string(),
    storeId: z.string(),
    epoch: z.string(),
    ...laterIdentity,
  }),
} as const
type SettingName = keyof typeof SETTINGS
type Setting<K extends SettingName> = z.infer<(typeof SETTINGS)[K]>
export type Enrolment = Setting<'enrolment'>

export interface Settings {
  readonly get: <K extends SettingName>(name: K) => Setting<K> | null
  readonly set: <K extends SettingName>(name: K, value: Setting<K>) => void
  readonly forget: (name: SettingName) => void
}

export function settingsOf(db: Database): Settings {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const write = db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value',
  )
  const remove = db.prepare('DELETE FROM setting WHERE key = ?')
  return {
    get: <K extends SettingName>(name: K) => {
      const row = read.get(name)
      if (row === undefined) return null
      return SETTINGS[name].parse(JSON.parse(row.value)) as Setting<K>
    },
    set: (name, value) => void write.run(name, JSON.stringify(value)),
    forget: (name) => void remove.run(name),
  }
}
