import { defineConfig } from 'vitest/config'

/** The tests that the mutation run of the comparison rules and of path validation uses (`npx stryker run`). */
export default defineConfig({
  test: {
    include: ['src/signature/comparison/*.test.ts', 'src/signature/testing/**/*.test.ts', 'src/signature/x509/*.test.ts'],
    testTimeout: 20_000,
  },
})
