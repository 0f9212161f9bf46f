/** Encoded material made ready for many validations. What cannot be read is left out and counted. */
import { parseRevocationList } from '../revocation/crl.ts'
import { parseOcspResponse } from '../revocation/ocsp.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { indexByName } from '../x509/path-building.ts'
import { anchorOf } from '../x509/path-validation.ts'
import { loadListOfLists, loadNationalList } from '../trusted-list/list-of-lists.ts'
import type { TrustedList } from '../trusted-list/list.ts'
import { directoryStorage } from '../trusted-list/storage.ts'
import { loadTrust } from '../trusted-list/trust-state.ts'
import { listOfListsLocation, officialJournals } from '../trusted-list/official-journal.ts'
import { type ServiceDirectory, serviceDirectory } from '../trusted-list/services.ts'
import type { ValidationOptions } from '../validation/validate-pdf.ts'
import type { FileEvidence, Material } from './messages.ts'

export interface PreparedMaterial extends Pick<
  ValidationOptions,
  'anchors' | 'certificates' | 'revocationLists' | 'ocspResponses' | 'directory'
> {
  /** Lists that are missing or were refused, by country: never a reason to doubt a signer of another. */
  readonly problems: readonly string[]
}

export async function prepareMaterial(material: Material): Promise<PreparedMaterial> {
  const certificates = (list: readonly Uint8Array[]) => list.flatMap((der) => valueOf(parseCertificate(der)))
  const { directory, problems } =
    material.trustedListFolder === undefined
      ? prepareLists(material)
      : await keptLists(material.trustedListFolder, momentOf(material))
  return {
    ...(directory ? { directory } : {}),
    problems,
    anchors: indexByName(certificates(material.anchors).map(anchorOf)),
    certificates: certificates(material.certificates),
    revocationLists: material.revocationLists.flatMap((der) => valueOf(parseRevocationList(der))),
    ocspResponses: material.ocspResponses.flatMap((der) => valueOf(parseOcspResponse(der))),
  }
}

/** What was fetched for one file, beside the material of the batch. */
export function withEvidence(
  material: Omit<PreparedMaterial, 'problems'>,
  evidence: FileEvidence | undefined,
): Omit<PreparedMaterial, 'problems'> {
  if (!evidence) return material
  return {
    ...material,
    certificates: [
      ...(material.certificates ?? []),
      ...evidence.certificates.flatMap((der) => valueOf(parseCertificate(der))),
    ],
    revocationLists: [
      ...(material.revocationLists ?? []),
      ...evidence.revocationLists.flatMap((der) => valueOf(parseRevocationList(der))),
    ],
    ocspResponses: [
      ...(material.ocspResponses ?? []),
      ...evidence.ocspResponses.flatMap((der) => valueOf(parseOcspResponse(der))),
    ],
  }
}

function momentOf({ at }: Material): Date {
  return at === undefined ? new Date() : new Date(at)
}

/** Lists that were refreshed over the network and kept; each is verified again. */
async function keptLists(folder: string, now: Date): Promise<{ directory: ServiceDirectory; problems: string[] }> {
  const trust = await loadTrust({
    storage: directoryStorage(folder),
    now,
    root: officialJournals,
    location: listOfListsLocation,
  })
  const reported = [trust.listOfLists, ...trust.countries].filter(({ state }) => state !== 'current')
  return { directory: trust.directory, problems: reported.map(({ territory, state }) => `${territory}: ${state}`) }
}

function prepareLists(material: Material): { directory: ServiceDirectory | undefined; problems: string[] } {
  const { trustedLists } = material
  const now = momentOf(material)
  if (!trustedLists) return { directory: undefined, problems: [] }
  const named = (location: string) => trustedLists.files.find(({ name }) => location.endsWith(`/${name}`))?.bytes
  const top = loadListOfLists({ bytes: trustedLists.listOfLists, root: officialJournals, pivot: named, now })
  if (!top.ok) return { directory: undefined, problems: [`EU: ${top.problem.code}`] }
  const problems: string[] = []
  const lists: TrustedList[] = []
  const missing = new Map<string, string>()
  for (const pointer of top.value.pointers) {
    const territory = pointer.territory ?? pointer.location
    // Under its published name, or any file that verifies as that country's list.
    const published = named(pointer.location)
    const candidates = published
      ? [published]
      : trustedLists.files
          .filter(({ name }) => name.toLowerCase().startsWith(territory.toLowerCase()))
          .map(({ bytes }) => bytes)
    const results = candidates.map((bytes) => loadNationalList(bytes, pointer, now))
    const verified = results
      .flatMap((result) => (result.ok ? [result.value.list] : []))
      .sort((a, b) => b.sequenceNumber - a.sequenceNumber)[0]
    if (verified) lists.push(verified)
    else missing.set(territory, results.flatMap((result) => (result.ok ? [] : [result.problem.code]))[0] ?? 'missing')
  }
  for (const [territory, why] of missing)
    if (!lists.some((list) => list.territory === territory)) problems.push(`${territory}: ${why}`)
  return { directory: serviceDirectory(lists), problems }
}

function valueOf<T>(parsed: { readonly ok: true; readonly value: T } | { readonly ok: false }): T[] {
  return parsed.ok ? [parsed.value] : []
}
