/** `npm run mutation`: all mutants of the comparison rules and of path validation against the tests beside the code. */
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { instrumented } from './instrumented.ts'

const root = join(import.meta.dirname, '../../..')
const { code, mutants } = await instrumented(root)
const collector = join(import.meta.dirname, 'collected-tests.ts')

export default defineConfig({
  root,
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      resolveId: (source, importer) =>
        source === 'vitest' && importer?.includes('/src/signature/') === true ? collector : undefined,
      transform: (_, id) => code.get(id.replace(/\?.*$/, '')),
    },
  ],
  test: {
    include: ['test/support/mutation/*.mutants.ts'],
    testTimeout: 0,
    fileParallelism: false,
    disableConsoleIntercept: true,
    // A file in the cache has the mutants of another run.
    fsModuleCache: false,
    provide: { mutants },
  },
})
