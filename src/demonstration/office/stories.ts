/**
 * Plans the requests of the past weeks and their decisions: one story for each request, with requests in every state in
 * which a request can stay. Pure: `history.ts` performs the stories through the real commands.
 */
import type { Seeded } from '../seeded.ts'
import { applicants } from './applicants.ts'
import {
  addExecuted,
  addIncomplete,
  addOnReview,
  addOtherwiseEnded,
  addRejected,
  addReturned,
  addWaitingForExecution,
} from './plots.ts'
import { storyWriter } from './story-writer.ts'
import type { Population, Story } from './story.ts'

/**
 * The stories in order of registration. A person appears twice only where a story needs it. Of the cast only Vasile
 * appears, because he must have been anonymised before.
 */
export function stories({ plans, ...office }: Population, chance: Seeded): Story[] {
  const writer = storyWriter(office, chance)
  const plots = { ...applicants(plans, office.today, chance), add: writer.add, chance }
  addExecuted(plots)
  addWaitingForExecution(plots)
  addOnReview(plots)
  addIncomplete(plots)
  addReturned(plots)
  addRejected(plots)
  addOtherwiseEnded(plots)
  return writer.stories.sort((a, b) => a.registeredAt - b.registeredAt)
}
