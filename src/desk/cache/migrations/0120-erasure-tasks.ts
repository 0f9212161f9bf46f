/**
 * What is still to be deleted, written in the same transaction as its cause, so that a crash cannot lose it; and which
 * files belong to what, so that an erasure finds scanned pages and not only attachments.
 */
export const statements = [
  /** \`request_id\`: its subject was erased at the centre · \`files\`: a JSON list of SHA-256 of a discarded draft. */
  `CREATE TABLE erasure_task (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    request_id TEXT UNIQUE,
    files TEXT,
    failed_at TEXT
  ) STRICT`,
  /** \`owner\`: a draft, or the request that it became. */
  `CREATE TABLE blob_use (
    sha256 TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (sha256, owner)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX blob_use_by_owner ON blob_use (owner)`,
  /** 1: made only to be shown · 2: given by a window, and not yet taken by a draft. */
  `ALTER TABLE blob ADD COLUMN passing INTEGER NOT NULL DEFAULT 0 CHECK (passing IN (0, 1, 2))`,
]
