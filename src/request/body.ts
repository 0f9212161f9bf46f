/**
 * The schema of a request, as the central store keeps it and every desk shows it: the same from the change feed to the
 * screen.
 */
import { z } from 'zod'
import { author } from '../protocol/values.ts'
import { requestCore, type RequestCore, timelineEntryCore } from '../protocol/request.ts'
import { type ActKind, anyAct, ACT_KINDS, type Facts, isAct, UNKNOWN_ACT } from './acts.ts'

/** Entries stored by earlier builds may lack facts. */
type EntryOf<K extends ActKind> = { readonly act: K; readonly facts: Partial<Facts<K>> }
type ActPart =
  { [K in ActKind]: EntryOf<K> }[ActKind] | { readonly act: typeof UNKNOWN_ACT; readonly facts: Record<string, never> }
export type TimelineEntry = Omit<RequestCore['timeline'][number], 'act'> & ActPart
/** The author of an entry without a kind of author, as earlier builds stored it. */
const authorOf = (kind: ActKind) => {
  const [first = 'person'] = anyAct(kind).authors
  return author.extend({ kind: author.shape.kind.unwrap().default(first) })
}

const known = z.discriminatedUnion(
  'act',
  ACT_KINDS.map((kind) =>
    timelineEntryCore.extend({ act: z.literal(kind), actor: authorOf(kind), facts: anyAct(kind).facts.partial() }),
  ) as unknown as [typeof timelineEntryCore],
)
const unknown = timelineEntryCore.extend({
  act: z
    .string()
    .refine((act) => !isAct(act))
    .transform(() => UNKNOWN_ACT),
  facts: z.unknown().transform(() => ({})),
})
export const timelineEntry = z.union([known, unknown]) as unknown as z.ZodType<TimelineEntry>

export const requestBody = requestCore.extend({ timeline: z.array(timelineEntry) })
export type RequestBody = Omit<RequestCore, 'timeline'> & { timeline: TimelineEntry[] }
