/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure(
  'comparison',
  import.meta.glob([
    '../../../src/signature/comparison/*.test.ts',
    '../../../src/signature/testing/honest-changes.test.ts',
    '../../../src/signature/testing/attacks/attacks.test.ts',
  ]),
)
