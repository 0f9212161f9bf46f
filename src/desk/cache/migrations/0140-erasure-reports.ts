/** Completed erasures of which the central store has no report yet; also those that this desk completed before. */
export const statements = [
  `CREATE TABLE erasure_report (
    request_id TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID`,
  `INSERT OR IGNORE INTO erasure_report (request_id)
    SELECT json_extract(body, '$.requestId') FROM raw_change
    WHERE entity = 'dossier' AND op = 'erase' AND json_extract(body, '$.requestId') LIKE '________-____-____-____-____________'
      AND json_extract(body, '$.requestId') NOT IN (SELECT request_id FROM erasure_task WHERE request_id IS NOT NULL)`,
]
