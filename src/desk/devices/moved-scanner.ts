/**
 * A network scanner that was given another address: found again by its name when it does not answer at the one that is
 * known.
 */
import type { ScannerConfiguration } from '../../devices/scanner/configuration.ts'
import type { FoundScanner } from '../../devices/scanner/discovery/find-escl.ts'
import type { Scanner, ScanEvent } from '../../devices/scanner/scanner.ts'

type Escl = Extract<ScannerConfiguration, { kind: 'escl' }>

export interface MovedScannerOptions {
  readonly device: Escl
  readonly driverOf: (device: Escl) => Scanner
  readonly find: () => Promise<FoundScanner[]>
  /** Saves its new address. */
  readonly keep: (device: Escl) => void
}

export function movedScanner({ device, driverOf, find, keep }: MovedScannerOptions): Scanner {
  const known = driverOf(device)
  /** Never from an encrypted address to a plain one; the certificate stays the one that is known. */
  const elsewhere = async (): Promise<Scanner | null> => {
    const scheme = new URL(device.url).protocol
    const found = (await find()).find(
      ({ name, url }) => name === device.name && url !== device.url && new URL(url).protocol === scheme,
    )
    if (found === undefined) return null
    const moved = { ...device, url: found.url }
    const driver = driverOf(moved)
    if (!(await driver.describe()).ok) return null
    keep(moved)
    return driver
  }
  return {
    name: known.name,
    kind: known.kind,
    async describe(signal) {
      const described = await known.describe(signal)
      if (described.ok || described.problem.code !== 'scanner.unreachable') return described
      return (await elsewhere())?.describe(signal) ?? described
    },
    async *scan(settings, options): AsyncGenerator<ScanEvent> {
      for await (const event of known.scan(settings, options)) {
        const other = event.is === 'end' && event.problem?.code === 'scanner.unreachable' ? await elsewhere() : null
        if (other !== null) {
          yield* other.scan(settings, options)
          return
        }
        yield event
      }
    },
  }
}
