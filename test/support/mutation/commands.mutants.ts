/// <reference types="vite/types/importMeta.d.ts" />
import { measure } from './measure.ts'

measure(
  'commands',
  import.meta.glob(['../../../src/central/*/acts/*.test.ts', '../../../src/central/commands/*.test.ts']),
)
