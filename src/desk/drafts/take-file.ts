/** The only way to add a file to a draft: chosen, dropped, taken from the watched folder, or scanned. */
import type { Result } from '../../domain/problem.ts'
import type { AttachmentRole } from '../../domain/request/request.ts'
import type { Draft } from '../../protocol/desk.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Person } from '../session/session.ts'
import type { Drafts } from './drafts.ts'
import { pagesOfFile } from './scan-intake.ts'

/**
 * When it returns, every page is on the disk, encrypted, and part of the draft; a refusal changes nothing. `onlyWhole`
 * takes the whole pages of an incomplete file.
 */
export type TakeFile = (
  draftId: string,
  person: Pick<Person, 'actorId'>,
  bytes: Uint8Array,
  name: string,
  role: AttachmentRole,
  onlyWhole?: boolean,
) => Promise<Result<Draft>>

export const takeFileOf =
  ({ drafts, blobs }: { drafts: Pick<Drafts, 'open' | 'addPages'>; blobs: BlobStore }): TakeFile =>
  async (draftId, { actorId }, bytes, name, role, onlyWhole = false) => {
    const draft = drafts.open(draftId, actorId)
    if (!draft.ok) return draft
    const pages = await pagesOfFile(blobs, bytes, name, role, draft.value.pages.length, onlyWhole)
    if (!pages.ok) return pages
    return drafts.addPages(draftId, actorId, pages.value)
  }
