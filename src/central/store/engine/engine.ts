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
   * `false`: commits do not wait for the disk. Only for a store that is built aside and discarded unless it is
   * completed.
   */
  readonly durable?: boolean
}
export interface Engine {
  readonly name: string
  readonly words: SchemaWords
  /**
   * `place`: the location of the store in terms of the engine (SQLite: the path of its file). Migrates to the newest
   * schema.
   */
  open(place: string, options: StoreOptions): Promise<Store>
}
