/** The tests beside path validation as one file, for the same reason as those of the comparison rules. */
/// <reference types="vite/types/importMeta.d.ts" />
import.meta.glob('../../../src/signature/x509/*.test.ts', { eager: true })
