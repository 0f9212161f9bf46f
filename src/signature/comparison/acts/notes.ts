/** Content that no reader shows: objects that nothing leads to, and private notes in the page tree. */
import type { Difference } from '../difference.ts'
import { isPlain } from '../values.ts'
import type { Act, Step } from './act.ts'

export function noteActs(step: Step): Act[] {
  return [unreachedObjects(step), treeNotes(step)]
}

/** As long as all that leads anywhere could be read: what we cannot read may lead to them in other readers. */
function unreachedObjects({ roles, rolesBefore }: Step): Act {
  return {
    name: 'unreached object',
    changes: [],
    claims: ({ kind }) => kind === 'unreached' && !roles.hasUnreadable && !rolesBefore.hasUnreadable,
  }
}

/** Producers leave their name in keys of the page tree that no reader knows (annex E lets them). */
function treeNotes({ before, after }: Step): Act {
  return {
    name: 'note in the page tree',
    changes: [],
    claims: ({ kind, place, before: was, after: is }: Difference) =>
      place.kind === 'tree-note' && kind !== 'unreadable' && isPlain(before, was) && isPlain(after, is),
  }
}
