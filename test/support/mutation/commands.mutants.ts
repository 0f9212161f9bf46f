/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure('commands', import.meta.glob('../../../src/central/commands/**/*.test.ts'))
