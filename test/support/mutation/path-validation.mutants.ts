/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure('path-validation', import.meta.glob('../../../src/signature/x509/*.test.ts'))
