import type { CommandEnvelope } from './commands.ts'

/**
 * When an act happened by the central store's clock, as far as the desk knew that clock. `occurredAt` is what the
 * workstation's own clock said, which may be days off: it is kept as evidence, and never compared with another moment.
 */
export const momentOf = ({
  occurredAt,
  clockOffsetMs,
}: Pick<CommandEnvelope, 'occurredAt' | 'clockOffsetMs'>): string =>
  new Date(Date.parse(occurredAt) - (clockOffsetMs ?? 0)).toISOString()
