/** `npm run mutation`: all mutants of the code listed in instrumented.ts against the tests beside it. */
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { groups, instrumented } from './instrumented.ts'

const root = join(import.meta.dirname, '../../..')
const { code, mutants } = await instrumented(root)
const collector = join(import.meta.dirname, 'collected-tests.ts')

export default defineConfig({
  root,
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      resolveId: (source, importer = '') =>
        source === 'vitest' && /\.test\.ts$|\/test\/support\/(?!mutation\/)/.test(importer) ? collector : undefined,
      transform: (_, id) => code.get(id.replace(/\?.*$/, '')),
    },
  ],
  test: {
    include: Object.keys(groups).map((name) => `test/support/mutation/${name}.mutants.ts`),
    testTimeout: 0,
    fileParallelism: false,
    disableConsoleIntercept: true,
    // A cached file would contain the mutants of another run.
    fsModuleCache: false,
    provide: { mutants },
  },
})
