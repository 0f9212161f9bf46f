/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure(
  'reader',
  import.meta.glob([
    '../../../src/signature/pdf/**/*.test.ts',
    '../../../src/signature/discovery/*.test.ts',
    '../../../src/signature/testing/spelling/*.test.ts',
    '../../../src/signature/testing/attacks/attacks.test.ts',
  ]),
)
