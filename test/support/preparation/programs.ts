/** The external programs that the suites use, and the Debian package of each. */
import { programPath } from '../../../src/office/program-path.ts'

const PACKAGE_OF = {
  qpdf: 'qpdf',
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdfsig: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  openssl: 'openssl',
  scanimage: 'sane-utils',
  ippeveprinter: 'cups-ipp-utils',
  'dbus-daemon': 'dbus',
  'avahi-daemon': 'avahi-daemon',
} as const

export type Program = keyof typeof PACKAGE_OF

export interface Needed {
  readonly missing: boolean
  /** Added to the name of the test or group; empty if nothing is missing. */
  readonly note: string
}

/** `it.skipIf(needs.missing)('name' + needs.note, …)`: a test that is not run has the reason in its name. */
export function needs(...programs: Program[]): Needed {
  const absent = programs.filter((program) => programPath(program) === null)
  const packages = [...new Set(absent.map((program) => PACKAGE_OF[program]))]
  return {
    missing: absent.length > 0,
    note:
      absent.length > 0 ? ` (not run: ${packages.join(', ')} ${packages.length > 1 ? 'are' : 'is'} not installed)` : '',
  }
}

/** The Debian packages of the programs that are missing here. */
export const missingPackages = (env: NodeJS.ProcessEnv = process.env): string[] => [
  ...new Set(
    Object.entries(PACKAGE_OF)
      .filter(([program]) => programPath(program, env) === null)
      .map(([, name]) => name),
  ),
]
