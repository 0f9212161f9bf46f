/** All tests beside the comparison rules as one file: a mutant then costs one start and one load of the code, and a constant at the head of a file no more than any other. */
/// <reference types="vite/types/importMeta.d.ts" />
import.meta.glob('../../../src/signature/comparison/*.test.ts', { eager: true })
