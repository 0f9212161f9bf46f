import type { CommandEnvelope } from './commands.ts'

/**
 * When an act happened by the clock of the central store, as far as the desk knew that clock. `occurredAt` is the time
 * of the workstation's own clock, which may be days off: it is stored as evidence, and never compared with another
 * time.
 */
export const momentOf = ({
  occurredAt,
  clockOffsetMs,
}: Pick<CommandEnvelope, 'occurredAt' | 'clockOffsetMs'>): string =>
  new Date(Date.parse(occurredAt) - (clockOffsetMs ?? 0)).toISOString()
