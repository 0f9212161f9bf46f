/** What a desk is opened with. */
import type { Printer } from '../devices/printer/printer.ts'
import type { ProcedureOutput } from '../protocol/desk.ts'
import type { DeviceOptions } from './devices/device-options.ts'
import type { JournalDisk } from './journal/journal.ts'
import type { SecretStore } from './keys/secret-store.ts'
import type { SurroundingsOptions } from './surroundings.ts'

export interface DeskOptions extends SurroundingsOptions {
  readonly dataDir: string
  readonly centralUrl: string
  /** One-time; needed until the workstation is enrolled. */
  readonly enrolmentCode?: string | undefined
  readonly deskName: string
  readonly secretStore: SecretStore
  /** The printer that the administrator gave this desk; another one can be chosen at the desk. */
  readonly printer: Printer
  readonly devices?: DeviceOptions
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** Where the scanner puts its files; a folder of the desk's own by default. */
  readonly scanFolder?: string
  /** The screen locks by itself after this time without input: keys, mouse, touch. */
  readonly idleMs?: number
  readonly demonstrationLogins?: ProcedureOutput<'desk.about'>['demonstrationLogins']
  /** The disk, for tests of a full or failing one. */
  readonly journalDisk?: JournalDisk
  readonly freeBytes?: () => number
}
