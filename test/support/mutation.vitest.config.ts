import { defineConfig } from 'vitest/config'

/**
 * The tests that the mutation run of the comparison rules and of path validation uses (`npm run mutation`): those beside the code. They
 * sign nothing, so that a mutant costs a fraction of a second; the attacks on signed files (`testing/attacks`) are not counted.
 */
export default defineConfig({
  test: {
    include: ['test/support/mutation/*.ts'],
    testTimeout: 20_000,
  },
})
