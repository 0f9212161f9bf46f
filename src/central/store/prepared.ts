/**
 * Queries that Kysely builds and compiles once, and that then run with other values: the queries of every act.
 * Building and compiling takes ten times as long as SQLite takes to run the result.
 */
import type { Compilable, CompiledQuery } from 'kysely'
import type { Database, Reading } from './schema.ts'

type Given = Readonly<Record<string, unknown>>

/** The place of a value in a compiled query. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** The driver would take a missing value for null. */
function valueAt({ name }: Place, given: Given): unknown {
  const value = given[name]
  if (value === undefined) throw new RangeError(`a value for ${name}`)
  return value
}

export interface Prepared<G extends Given, R> {
  all(db: Reading, given: G): Promise<R[]>
  /** Runs it with each of the values, in order; all their rows. */
  each(db: Reading, given: readonly G[]): Promise<R[]>
  /** The first row; undefined if there is none. */
  first(db: Reading, given: G): Promise<R | undefined>
}

/** Stands for the values while a query is built: each is the place of its name. */
const places = new Proxy({}, { get: (_values, name) => new Place(String(name)) })

/**
 * `build` runs once for each engine, with a place instead of each value: it must put values into the query as they are,
 * and not decide by them what the query is.
 */
export function prepared<G extends Given, R>(build: (db: Reading, given: G) => Compilable<R>): Prepared<G, R> {
  const byEngine = new WeakMap<object, CompiledQuery<R>>()
  const compiledFor = (db: Reading): CompiledQuery<R> => {
    const engine = db.getExecutor().adapter
    const known = byEngine.get(engine)
    if (known) return known
    const compiled = build(db, places as G).compile()
    byEngine.set(engine, compiled)
    return compiled
  }
  const each = (db: Reading, given: readonly G[]): Promise<R[]> => {
    const { sql, query, queryId, parameters } = compiledFor(db)
    // Straight to the connection: the store has no plugins that would want to see the query or its result.
    return db.getExecutor().provideConnection(async (connection) => {
      const found: R[][] = []
      for (const values of given) {
        const put = parameters.map((value) => (value instanceof Place ? valueAt(value, values) : value))
        found.push((await connection.executeQuery<R>({ sql, query, queryId, parameters: put })).rows)
      }
      return found.length === 1 ? (found[0] as R[]) : found.flat()
    })
  }
  const all = (db: Reading, given: G): Promise<R[]> => each(db, [given])
  return { all, each, first: async (db, given) => (await all(db, given))[0] }
}

/** A query over any number of ids, prepared for a single one. */
export function preparedForIds<R>(
  build: (db: Reading, ids: readonly string[]) => Compilable<R>,
): (db: Reading, ids: readonly string[]) => Promise<R[]> {
  const single = prepared((db, { id }: { id: string }) => build(db, [id]))
  return async (db, ids) => {
    const [id] = ids
    return id !== undefined && ids.length === 1 ? single.all(db, { id }) : (await db.executeQuery(build(db, ids))).rows
  }
}

type Table = keyof Database
type Writes = Prepared<Given, unknown>

/** The prepared query of a table and its columns, which only code names: their number is limited. */
function byColumns(build: (table: Table, columns: readonly string[]) => Writes): (table: Table, row: Given) => Writes {
  const known = new Map<string, Writes>()
  return (table, row) => {
    const columns = Object.keys(row)
    const name = `${table} ${columns.join()}`
    const query = known.get(name) ?? build(table, columns)
    known.set(name, query)
    return query
  }
}

const chosen = (given: Given, columns: readonly string[]): Given =>
  Object.fromEntries(columns.map((column) => [column, given[column]]))

const inserts = byColumns((table, columns) =>
  prepared((db, given) => db.insertInto(table).values(chosen(given, columns) as never)),
)

/** Inserts a row. */
export async function insertRow<T extends Table>(db: Reading, table: T, row: Database[T]): Promise<void> {
  await inserts(table, row).all(db, row)
}

/** Inserts rows that state the same columns. */
export async function insertRows<T extends Table>(db: Reading, table: T, rows: readonly Database[T][]): Promise<void> {
  const [first] = rows
  if (first !== undefined) await inserts(table, first).each(db, rows)
}

type WithId = { [T in Table]: Database[T] extends { id: string } ? T : never }[Table]

const updates = byColumns((table, columns) =>
  prepared((db, given) =>
    db
      .updateTable(table as WithId)
      .set(chosen(given, columns) as never)
      .where('id', '=', given.id as never),
  ),
)

/** Sets columns of the row with this id; without columns nothing is done. */
export async function updateRow<T extends WithId>(
  db: Reading,
  table: T,
  id: string,
  change: Partial<Omit<Database[T], 'id'>>,
): Promise<void> {
  if (Object.keys(change).length > 0) await updates(table, change).all(db, { ...change, id })
}
