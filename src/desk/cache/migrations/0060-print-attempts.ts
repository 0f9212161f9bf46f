/** The last failed attempt to print each paper at this desk, with its cause. */
export const statements = [
  `CREATE TABLE print_attempt (
    request_id TEXT NOT NULL,
    paper TEXT NOT NULL,
    at TEXT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (request_id, paper)
  ) STRICT, WITHOUT ROWID`,
  /** The list of unprinted papers queries on every display which requests were registered here. */
  `CREATE INDEX outbox_registrations ON outbox (aggregate_id) WHERE kind = 'register-request'`,
]
