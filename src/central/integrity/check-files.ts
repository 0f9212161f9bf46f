/** Compares the attached files with what the database states about them: by size, or by content too. */
import { stat } from 'node:fs/promises'
import { sha256OfFile } from '../sync/attachments/attachment-files.ts'
import { attachmentPath } from '../sync/attachments/attachment-path.ts'
import type { Store } from '../store/store.ts'

/** At most this many are named. */
const NAMED = 20
const PAGE = 500

/**
 * Names (SHA-256) of files that are missing or not what they were; at most 20.
 * @param read whether the content is read and hashed as well
 */
export async function damagedAttachments(store: Store, folder: string, read: boolean): Promise<string[]> {
  const damaged: string[] = []
  for (let after = ''; damaged.length < NAMED;) {
    const page = await store.read((db) =>
      db
        .selectFrom('attachment_file')
        .select(['sha256', 'bytes'])
        .where('sha256', '>', after)
        .orderBy('sha256')
        .limit(PAGE)
        .execute(),
    )
    for (const { sha256, bytes } of page) {
      const file = attachmentPath(folder, sha256)
      const size = await stat(file).then(
        (found) => found.size,
        () => -1,
      )
      if (size !== bytes || (read && (await sha256OfFile(file)) !== sha256)) damaged.push(sha256)
    }
    const last = page.at(-1)
    if (page.length < PAGE || !last) break
    after = last.sha256
  }
  return damaged.slice(0, NAMED)
}
