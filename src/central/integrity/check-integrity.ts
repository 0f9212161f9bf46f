/**
 * Whether everything in the folder of a store is as it was written: pages, audit, attached files. Findings are
 * sentences.
 */
import type { HeadsVerdict } from '../audit/signed-heads.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import type { Store } from '../store/store.ts'
import { openThread } from '../../threads/thread.ts'
import { damagedAttachments } from './check-files.ts'
import type { StoreFiles } from '../folder/store-folder.ts'

const CHECK_MS = 3_600_000
const CHECK_MEGABYTES = 512

async function damagedPages(file: string): Promise<string[]> {
  const thread = openThread<string, string[]>({
    entry: new URL('../store/engine/sqlite/check-thread.ts', import.meta.url),
    milliseconds: CHECK_MS,
    megabytes: CHECK_MEGABYTES,
    readAnswer: (answer) => (Array.isArray(answer) ? answer.map(String) : null),
  })
  try {
    const answer = await thread.call(file)
    return answer.ok ? answer.value : [`it could not be checked (${answer.problem.code})`]
  } finally {
    await thread.close()
  }
}

export interface Checked {
  readonly store: Store
  readonly files: StoreFiles
  readonly readOwnHeads: () => HeadsVerdict
}

/** One sentence for each finding; empty if there is none. */
export async function checkIntegrity({ store, files, readOwnHeads }: Checked): Promise<string[]> {
  const found: string[] = []
  for (const finding of await damagedPages(files.database))
    found.push(`${files.database} is damaged (${finding}): stop the store, copy its folder aside, put back a backup`)
  const verdict = await verifyAudit((work) => store.read(work), readOwnHeads())
  if (!verdict.intact)
    found.push(
      `the audit is not intact: fault "${verdict.fault}" at ${String(verdict.n)}; keep a copy of the folder as evidence`,
    )
  for (const name of await damagedAttachments(store, files.attachments, true))
    found.push(`the attached file ${name} is missing or damaged: put it back from a backup of attachments`)
  return found
}
