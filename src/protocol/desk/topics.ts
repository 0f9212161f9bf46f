/** What the desk reports as changed without being asked; an event carries topics and no data. */
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
] as const
export type Topic = (typeof TOPICS)[number]
