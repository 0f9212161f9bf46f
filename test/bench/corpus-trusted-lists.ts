/**
 * Scores trusted lists of a corpus folder (`trusted-lists/`): genuine ones must verify by signers pinned in a list of
 * lists that itself verified from the Official Journal, the others must be refused. Which are not genuine, their names
 * say.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadListOfLists } from '../../src/signature/trusted-list/list-of-lists.ts'
import { readTrustedList } from '../../src/signature/trusted-list/list.ts'
import { verifyListSignature } from '../../src/signature/trusted-list/list-signature.ts'
import { officialJournals } from '../../src/signature/trusted-list/official-journal.ts'
import type { ListPointer } from '../../src/signature/trusted-list/list.ts'
import type { Score } from './corpus-path-validation.ts'

const now = new Date('2025-08-20T00:00:00Z')

export async function score(dir: string): Promise<Score> {
  const files = readdirSync(dir).filter((name) => name.endsWith('.xml'))
  const bytes = (name: string) => readFileSync(join(dir, name))
  const pivot = (location: string) => files.filter((name) => location.endsWith(`/${name}`)).map(bytes)[0]
  const said = new Map<string, string>()
  const pointers: ListPointer[] = []
  const lists = files.filter((name) => name.includes('lotl'))
  for (const name of lists) {
    const result = loadListOfLists({ bytes: bytes(name), root: officialJournals, pivot, now })
    said.set(name, result.ok ? 'verified' : result.problem.code)
    if (result.ok) pointers.push(...result.value.pointers)
  }
  for (const name of files.filter((file) => !lists.includes(file))) said.set(name, verdict(bytes(name), pointers))
  const wrong = [...said]
    .filter(([name, verdictSaid]) => (verdictSaid === 'verified') === /broken|no-sig|not-pars|two-sigs/.test(name))
    .map(([name, verdictSaid]) => `${name}: ${verdictSaid}`)
  return { right: said.size - wrong.length, total: said.size, wrong }
}

/**
 * A list of some year verifies by the list of lists of about that year: every pointer for its territory is tried. One
 * that is newer than all of them cannot be trusted by what is here; it counts as genuine when its signature is right by
 * the certificate it brings.
 */
function verdict(bytes: Uint8Array, pointers: readonly ListPointer[]): string {
  try {
    const { document, list } = readTrustedList(bytes)
    const signers = pointers
      .filter(({ territory }) => territory === list.territory)
      .flatMap((pointer) => pointer.signers)
    const result = verifyListSignature(document, { certificates: signers })
    const newer = pointers.length > 0 && list.issued > now
    return result.ok || (newer && result.why === 'signer-not-pinned') ? 'verified' : result.why
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable'
  }
}
