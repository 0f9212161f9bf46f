/**
 * Runs before any test: installs what the suites need and the machine lacks, once and in one process. Tests only look
 * for what is installed; none of them starts a package manager.
 */
import { installDebianPackages, mayInstall, thisDebianMachine } from '../../../src/office/debian-packages.ts'
import type { InstallOptions } from '../../../src/office/debian-packages.ts'
import { missingPackages } from './programs.ts'

/** Programs that single tests run. If they cannot be installed, those tests are not run and give the reason. */
export async function preparePrograms(options: InstallOptions): Promise<void> {
  const { report, machine = thisDebianMachine() } = options
  const packages = missingPackages(machine.env)
  if (packages.length === 0) return
  if (!mayInstall(machine))
    return report(`Not installed here: ${packages.join(', ')}. Tests that need them are not run.`)
  const installed = await installDebianPackages(packages, options)
  if (!installed.ok) report(`${packages.join(', ')} could not be installed: ${installed.message}`)
}
