/**
 * What an engine under the central store provides. All queries go through Kysely and all migrations through the DDL
 * helpers, so an engine is its schema words and its way of opening a store; `test/support/central/store-conformance.ts`
 * is what it must pass.
 */
import type { Clock, Random } from '../../random.ts'
import type { SchemaWords } from '../ddl/ddl.ts'
import type { Store } from '../store.ts'

export interface StoreOptions {
  readonly clock: Clock
  readonly random: Random
  /**
   * `false` waits for the disk at no commit: only for a store that is built aside and discarded if it is not completed.
   */
  readonly durable?: boolean
}
export interface Engine {
  readonly name: string
  readonly words: SchemaWords
  /** `place`: where the store is, in the engine's own terms (SQLite: the path of its file). Migrates to the newest. */
  open(place: string, options: StoreOptions): Promise<Store>
}
