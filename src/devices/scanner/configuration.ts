/** Makes the scanner of a desk from its configuration. */
import { z } from 'zod'
import type { LoginSource } from './escl/escl-http.ts'
import { esclScanner } from './escl/escl-scanner.ts'
import { folderScanner } from './folder/folder-scanner.ts'
import type { WatchedFolder } from './folder/watched-folder.ts'
import { saneScanner, type SaneEnvironment } from './sane/sane-scanner.ts'
import type { Scanner } from './scanner.ts'

const name = z.string().min(1).max(120)
export const scannerConfiguration = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('escl'),
    name,
    /** The root of its eSCL resources. */
    url: z.url({ protocol: /^https?$/ }).max(300),
    /** SHA-256 of its certificate; null until the first connection. */
    certificate: z.string().max(100).nullable(),
  }),
  z.object({ kind: z.literal('sane'), name, device: z.string().min(1).max(300) }),
  /** The watched folder of the desk. */
  z.object({ kind: z.literal('folder'), name }),
])
export type ScannerConfiguration = z.infer<typeof scannerConfiguration>

export interface ScannerEnvironment {
  readonly folder: WatchedFolder
  readonly sane: SaneEnvironment
  /** Stores the certificate of the first connection to an HTTPS scanner. */
  readonly onCertificate: (fingerprint: string) => void
  /** The login for an eSCL scanner that asks for one. */
  readonly login: LoginSource
}

export function scannerFrom(
  configuration: ScannerConfiguration,
  { folder, sane, onCertificate, login }: ScannerEnvironment,
): Scanner {
  switch (configuration.kind) {
    case 'escl': {
      let known = configuration.certificate
      const first = (fingerprint: string): void => {
        known = fingerprint
        onCertificate(fingerprint)
      }
      const pin = { known: () => known, first }
      return esclScanner({ name: configuration.name, url: configuration.url, pin, login })
    }
    case 'sane':
      return saneScanner({ name: configuration.name, device: configuration.device, ...sane })
    case 'folder':
      return folderScanner({ name: configuration.name, folder })
  }
}
