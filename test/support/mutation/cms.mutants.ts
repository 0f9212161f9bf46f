/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure(
  'cms',
  import.meta.glob([
    '../../../src/signature/cms/*.test.ts',
    '../../../src/signature/x509/algorithm.test.ts',
    '../../../src/signature/x509/encoding.test.ts',
    '../../../src/signature/testing/attacks/signers.test.ts',
  ]),
)
