/** What happened to this desk's data and must be known to a person, until one confirms it. */
export const statements = [
  `CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER,
    request_id TEXT,
    confirmed_at TEXT,
    confirmed_by TEXT
  ) STRICT`,
  `CREATE INDEX incident_open ON incident (id) WHERE confirmed_at IS NULL`,
]
