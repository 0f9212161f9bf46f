/**
 * Scores qualification on the Commission's test cases of a corpus folder (`qualification/`). A conclusion is right if
 * it equals the Commission's.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadListOfLists, loadNationalList } from '../../src/signature/trusted-list/list-of-lists.ts'
import { qualify } from '../../src/signature/trusted-list/qualification.ts'
import { serviceDirectory } from '../../src/signature/trusted-list/services.ts'
import { parsePemCertificates } from '../../src/signature/x509/certificate.ts'
import type { ServiceDirectory } from '../../src/signature/trusted-list/services.ts'
import type { Certificate } from '../../src/signature/x509/certificate.ts'
import type { Score } from './corpus-path-validation.ts'

export async function score(dir: string): Promise<Score> {
  const pem = (name: string) => {
    const result = parsePemCertificates(readFileSync(join(dir, name)))
    return result.ok ? result.value : []
  }
  const lines = readFileSync(join(dir, 'manifest.csv'), 'utf8').trim().split(/\r?\n/)
  const columns = (lines[0] ?? '').split(',')
  const directories = new Map<string, { directory: ServiceDirectory; issued: Date }>()
  const wrong: string[] = []
  for (const line of lines.slice(1)) {
    const cells = line.split(',')
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    const folder = cell('tl_dir')
    const known = directories.get(folder) ?? loadDirectory(join(dir, folder), pem(cell('lotl_signer')))
    directories.set(folder, known)
    // A case without a moment is judged at the moment when the lists were issued.
    const at = cell('itext_date') === '' ? known.issued : new Date(`${cell('itext_date')}T00:00:00Z`)
    const { qualification } = qualify({ chain: pem(cell('file')), directory: known.directory, at })
    if (qualification !== cell('ec_conclusion'))
      wrong.push(`${cell('case')} ${cell('test')}: ${qualification}, not ${cell('ec_conclusion')}`)
  }
  const total = lines.length - 1
  return { right: total - wrong.length, total, wrong }
}

/** The folder has one list of lists and the lists that it points to. Each list must verify with one of the pointers. */
function loadDirectory(folder: string, signers: readonly Certificate[]): { directory: ServiceDirectory; issued: Date } {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => readFileSync(join(folder, name)))
  const now = new Date('2025-12-21T00:00:00Z')
  const verified = files.flatMap((bytes) => {
    const result = loadListOfLists({ bytes, root: { certificates: signers }, pivot: () => undefined, now })
    return result.ok ? [result.value] : []
  })
  const [listOfLists] = verified
  if (listOfLists === undefined) throw new Error(`no list of lists in ${folder} verifies`)
  const lists = files.flatMap((bytes) => {
    const found = listOfLists.pointers.map((pointer) => loadNationalList(bytes, pointer, now)).find(({ ok }) => ok)
    return found?.ok === true ? [found.value.list] : []
  })
  return { directory: serviceDirectory(lists), issued: listOfLists.list.issued }
}
