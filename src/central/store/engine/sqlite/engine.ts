import type { Engine } from '../engine.ts'
import { openSqliteStore } from './open-store.ts'
import { SQLITE_WORDS } from './schema-words.ts'

/** The embedded engine. */
export const SQLITE: Engine = { name: 'SQLite', words: SQLITE_WORDS, open: openSqliteStore }
