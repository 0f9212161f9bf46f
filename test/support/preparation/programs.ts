/** The programs of other people that the suites run against, and the Debian package that brings each. */
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
  /** For the name of the test or group; empty where nothing is missing. */
  readonly note: string
}

/** `it.skipIf(needs.missing)('does this' + needs.note, …)`: a test that is not run carries the reason in its name. */
export function needs(...programs: Program[]): Needed {
  const absent = programs.filter((program) => programPath(program) === null)
  const packages = [...new Set(absent.map((program) => PACKAGE_OF[program]))]
  return {
    missing: absent.length > 0,
    note:
      absent.length > 0 ? ` (not run: ${packages.join(', ')} ${packages.length > 1 ? 'are' : 'is'} not installed)` : '',
  }
}

/** The packages that would bring what is absent here. */
export const missingPackages = (env: NodeJS.ProcessEnv = process.env): string[] => [
  ...new Set(
    Object.entries(PACKAGE_OF)
      .filter(([program]) => programPath(program, env) === null)
      .map(([, name]) => name),
  ),
]
