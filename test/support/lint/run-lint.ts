/** The linter's findings in a folder, as it reports them to machines. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

export interface Finding {
  /** `house(short-functions)` */
  readonly code: string
  readonly filename: string
}

export function lint(
  folder: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Finding[] {
  const bin = path.resolve('node_modules/oxlint/bin/oxlint')
  const { stdout, stderr } = spawnSync(process.execPath, [bin, '-f', 'json', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!stdout.trimStart().startsWith('{')) throw new Error(`the linter failed: ${stderr}${stdout}`)
  return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics
}
