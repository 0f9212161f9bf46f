/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure('domain-rest', import.meta.glob(['../../../src/domain/**/*.test.ts', '!../../../src/domain/request/**']))
