/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure('comparison', import.meta.glob('../../../src/signature/comparison/*.test.ts'))
