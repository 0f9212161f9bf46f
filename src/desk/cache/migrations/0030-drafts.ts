/** Drafts, the files stored here, the papers fetched, and the people who have signed in here. */
export const statements = [
  `CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE draft_page (
    page_id TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    pdf_page INTEGER,
    width REAL NOT NULL,
    height REAL NOT NULL,
    rotation INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX draft_page_by_draft ON draft_page (draft_id, ordinal)`,
  `CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    stored_at TEXT NOT NULL,
    last_used TEXT NOT NULL,
    sent_bytes INTEGER NOT NULL,
    uploaded INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX blob_by_use ON blob (last_used)`,
  /** Papers of the central store kept for reprinting, and proofs made here. */
  `CREATE TABLE paper_copy (
    paper_id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL,
    paper TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX paper_copy_by_request ON paper_copy (request_id)`,
  `CREATE TABLE login (
    actor_id TEXT PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    verifier TEXT NOT NULL,
    session_id TEXT NOT NULL,
    token TEXT,
    granted_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    offline_until TEXT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until TEXT
  ) STRICT`,
]
