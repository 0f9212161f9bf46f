/**
 * Scores trusted lists of a corpus folder (`trusted-lists/`). A genuine list must verify with the signers in a list of
 * lists that itself verified from the Official Journal; the others must be refused. The file names mark those that are
 * not genuine.
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
 * A list verifies with a list of lists of about the same year, so every pointer for its territory is tried. A list
 * newer than all of them cannot be trusted with the material here; it counts as genuine if its signature is right for
 * the certificate that it contains.
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
