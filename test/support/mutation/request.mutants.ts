/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure('request', import.meta.glob('../../../src/request/**/*.test.ts'))
