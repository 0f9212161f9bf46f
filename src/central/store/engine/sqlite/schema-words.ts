/** How SQLite writes a schema. Its tables are STRICT: a value of another type is refused. */
import type { SchemaWords } from '../../ddl/ddl.ts'

export const SQLITE_WORDS: SchemaWords = {
  types: {
    text: 'text',
    integer: 'integer',
    flag: 'integer',
    bytes: 'blob',
    json: 'text',
    instant: 'text',
    day: 'text',
  },
  tableEnd: ' strict',
  refusal: ({ table, act, name, message }) => [
    `create trigger ${name} before ${act} on ${table} begin select raise(abort, '${message}'); end`,
  ],
}
