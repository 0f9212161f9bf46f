/** Adds a note, in every state. The same note added twice counts once. */
import { z } from 'zod'
import { id, text } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'

export const note = defineAct({
  kind: 'add-note',
  payloads: { 1: z.object({ noteId: id, text: text(2000).min(1) }) },
  facts: z.object({ noteId: id }),
  right: 'request.amend',
  authors: ['person', 'mailbox'],
  action: 'note',
  move: 'note',
  transition: false,
  revises: false,
  check: always,
  apply: ({ notes }, { noteId, text: words }, { by, at }) => ({
    change: notes.some((each) => each.id === noteId) ? {} : { notes: [...notes, { id: noteId, at, by, text: words }] },
    facts: { noteId },
  }),
})
