/** Topics whose changes the desk reports in events; an event carries topics and no data. */
export const TOPICS = [
  'session',
  'sync',
  'queue',
  'request',
  'drafts',
  'decisions',
  'scans',
  'printer',
  'devices',
  'incidents',
  'people',
  'workstations',
] as const
export type Topic = (typeof TOPICS)[number]
