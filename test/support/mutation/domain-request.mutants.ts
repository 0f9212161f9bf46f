/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure('domain-request', import.meta.glob('../../../src/domain/request/**/*.test.ts'))
