import { defineConfig } from 'vitest/config'

/**
 * V8 keeps a list of the pages of compiled code for the protection keys of the processor. With WebAssembly and threads
 * that end, a look-up in it can fail and end the whole process (`Check failed: jit_page.has_value()`,
 * github.com/nodejs/node/issues/64500). That happened in one of several full runs. The flag turns the look-up off.
 */
const execArgv = ['--no-memory-protection-keys']

/**
 * One suite, in two projects, one after the other, two files at a time in each: left to itself the runner keeps one
 * core of two for itself, which it does not need. What needs a browser or several processes is not put beside more than
 * one of its kind.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          execArgv,
          include: [
            'src/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'test/{property,conformance,security}/**/*.test.ts',
            'test/*.test.ts',
          ],
          testTimeout: 20_000,
          globalSetup: ['test/support/preparation/of-unit-tests.ts'],
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          execArgv,
          include: ['test/{fault,e2e,office}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/preparation/of-integration-tests.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
