/** A real central store and real desks on loopback, with fictional people, for tests that need both. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pino from 'pino'
import { type Central, type CentralOptions, startCentral } from '../../src/central/central.ts'
import { createUser, hashPassword } from '../../src/central/people/users.ts'
import { type DeskOptions, openDesk, type OpenedDesk } from '../../src/desk/desk.ts'
import { fileSecretStore } from '../../src/desk/keys/file-secret-store.ts'
import type { Role } from '../../src/domain/rights.ts'
import type { Printer } from '../../src/devices/printer/printer.ts'
import { writeHouse } from './central/house-json.ts'

export const PASSWORD = 'parola-de-test-1'
const PEOPLE = [
  { username: 'ana', name: 'Ana Pop', role: 'clerk' },
  { username: 'ion', name: 'Ion Dima', role: 'clerk' },
  { username: 'sef', name: 'Vlad Sava', role: 'supervisor' },
] as const satisfies readonly { username: string; name: string; role: Role }[]

export function temporaryFolder(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), `des-${name}-`))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

export async function centralWithPeople(
  dataDir: string,
  port = 0,
  clock: () => number = Date.now,
  demonstration = false,
  more: Partial<CentralOptions> = {},
): Promise<Central> {
  if (!demonstration) writeHouse(dataDir)
  const central = await startCentral({ dataDir, host: '127.0.0.1', port, clock, demonstration, ...more })
  if (central.first) {
    const passwordHash = await hashPassword(PASSWORD)
    for (const person of PEOPLE) {
      const id = central.random.id(central.clock())
      await central.store.write(async (writing) => createUser(writing, { ...person, id, passwordHash }))
    }
  }
  return central
}

/** A printer that stores what it printed, and reports "out of paper" when the test wants it. */
export function memoryPrinter(): Printer & { printed: Uint8Array[]; broken: boolean } {
  const printer: ReturnType<typeof memoryPrinter> = {
    name: 'memorie',
    kind: 'folder',
    printed: [],
    broken: false,
    state: () => Promise.resolve({ ready: !printer.broken, reasons: printer.broken ? ['out-of-paper'] : [] }),
    print: (pdf) => {
      if (printer.broken)
        return Promise.resolve({ ok: false, problem: { code: 'printer.failed', details: { reason: 'out-of-paper' } } })
      printer.printed.push(pdf)
      return Promise.resolve({ ok: true, value: { jobId: String(printer.printed.length), state: 'printed' } })
    },
  }
  return printer
}

export const openTestDesk = (
  dataDir: string,
  centralUrl: string,
  more: Partial<DeskOptions> = {},
): Promise<OpenedDesk> =>
  openDesk({
    dataDir,
    centralUrl,
    deskName: 'Ghișeul de test',
    secretStore: fileSecretStore(path.join(dataDir, 'wrapping.key')),
    printer: memoryPrinter(),
    host: 'browser',
    version: 'test',
    log: pino({ level: process.env['DESK_LOG'] ?? 'silent' }),
    ...more,
  })
