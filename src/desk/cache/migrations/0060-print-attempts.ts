/** Papers that a printer of this desk did not print, and why: the last attempt of each. */
export const statements = [
  `CREATE TABLE print_attempt (
    request_id TEXT NOT NULL,
    paper TEXT NOT NULL,
    at TEXT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (request_id, paper)
  ) STRICT, WITHOUT ROWID`,
  /** Which requests were registered here is asked each time the list of unprinted papers is shown. */
  `CREATE INDEX outbox_registrations ON outbox (aggregate_id) WHERE kind = 'register-request'`,
]
