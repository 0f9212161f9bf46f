import { defineConfig } from 'vitest/config'

/**
 * The same tests for Stryker's own runner (`npx stryker run --mutate FILE`), which starts anew for every mutant: the
 * check on ours.
 */
export default defineConfig({
  test: {
    include: ['src/signature/comparison/*.test.ts', 'src/signature/x509/*.test.ts'],
    testTimeout: 20_000,
  },
})
