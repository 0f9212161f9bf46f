/** Attaches a file. The same file attached twice in one role counts once; in two roles it counts twice. */
import { z } from 'zod'
import { ATTACHMENT_ROLES } from '../../domain/request/request.ts'
import { attachment } from '../../protocol/request.ts'
import { sha256 } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'

export const attach = defineAct({
  kind: 'attach-document',
  payloads: { 1: z.object({ attachment }) },
  facts: z.object({ sha256, role: z.enum(ATTACHMENT_ROLES), pages: z.int().positive() }),
  right: 'request.amend',
  authors: ['person', 'mailbox', 'holder'],
  action: 'attach',
  move: 'attach',
  transition: false,
  revises: true,
  check: always,
  apply: ({ attachments }, { attachment: file }, { by, at }) => ({
    change: attachments.some(({ sha256, role }) => sha256 === file.sha256 && role === file.role)
      ? {}
      : { attachments: [...attachments, { ...file, by, at }] },
    facts: { sha256: file.sha256, role: file.role, pages: file.pages },
  }),
})
