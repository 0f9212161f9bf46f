/**
 * Requests as pulled, and as shown with what is still pending. The narrow table has the columns that the queue
 * filters and sorts by, so that bodies of several kilobytes are not read for it; every index on it covers the filters.
 */
export const statements = [
  /** Who registered something, by a short reference, because every index contains it. */
  `CREATE TABLE person (
    ref INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE request_row (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    confirmed_version INTEGER NOT NULL,
    number TEXT NOT NULL,
    provisional INTEGER NOT NULL,
    number_key INTEGER NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    open INTEGER NOT NULL,
    surname TEXT NOT NULL,
    given_names TEXT NOT NULL,
    name_key TEXT NOT NULL,
    cnp_masked TEXT NOT NULL,
    registered_day TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    due_day TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES person (ref),
    pending INTEGER NOT NULL,
    needs_decision INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE request_body (
    row INTEGER PRIMARY KEY REFERENCES request_row (row) ON DELETE CASCADE,
    confirmed TEXT,
    pending TEXT
  ) STRICT`,
  `CREATE INDEX request_by_due ON request_row (open, due_day, row, state, channel, kind, by_person)`,
  `CREATE INDEX request_by_number ON request_row (open, number_key, row, state, channel, kind, by_person, due_day)`,
  `CREATE INDEX request_by_name ON request_row (open, name_key, row, state, channel, kind, by_person, due_day)`,
  `CREATE INDEX request_by_registration ON request_row (open, registered_at, row, state, channel, kind, by_person, due_day)`,
  `CREATE INDEX request_by_state ON request_row (open, state, row, channel, kind, by_person, due_day)`,
  /**
   * Folded words, digits of the CNP and of the numbers. The content is stored, so that a deletion removes its words at
   * once.
   */
  `CREATE VIRTUAL TABLE request_search USING fts5 (words, detail = none, columnsize = 0, prefix = '1 2 3 4', tokenize = 'ascii')`,
  `INSERT INTO request_search (request_search, rank) VALUES ('secure-delete', 1)`,
  `CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    role TEXT NOT NULL,
    disabled INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT`,
  /** Changes of a kind that this version does not know, kept unchanged for a later version (docs/protocol.md S15). */
  `CREATE TABLE raw_change (
    entity TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    op TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (entity, id)
  ) STRICT`,
  /** Number blocks leased to this desk; without \`from_n\` while the request for it is unanswered. */
  `CREATE TABLE number_block (
    block_id TEXT PRIMARY KEY,
    registry TEXT NOT NULL,
    year INTEGER NOT NULL,
    size INTEGER NOT NULL,
    from_n INTEGER,
    to_n INTEGER,
    next_n INTEGER
  ) STRICT`,
]
