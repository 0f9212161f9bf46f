/**
 * Before any test: what the suites need and this machine lacks is installed, once and by one process. Tests only look
 * for what is there; none of them starts a package manager.
 */
import { installDebianPackages, mayInstall, thisDebianMachine } from '../../../src/office/debian-packages.ts'
import type { InstallOptions } from '../../../src/office/debian-packages.ts'
import { missingPackages } from './programs.ts'

/** Programs that single tests are run against. Where they cannot be installed, those tests are not run and say why. */
export async function preparePrograms(options: InstallOptions): Promise<void> {
  const { report, machine = thisDebianMachine() } = options
  const packages = missingPackages(machine.env)
  if (packages.length === 0) return
  if (!mayInstall(machine))
    return report(`Not installed here: ${packages.join(', ')}. Tests that need them are not run.`)
  const installed = await installDebianPackages(packages, options)
  if (!installed.ok) report(`${packages.join(', ')} could not be installed: ${installed.message}`)
}
