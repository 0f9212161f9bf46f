import { defineConfig } from 'vitest/config'

/**
 * The same tests for Stryker's own runner (`npx stryker run --mutate FILE`), which restarts for every mutant. Used to
 * check our runner.
 */
export default defineConfig({
  test: {
    include: ['src/signature/comparison/*.test.ts', 'src/signature/x509/*.test.ts'],
    testTimeout: 20_000,
  },
})
