import { describe, expect, it } from 'vitest'
import { bodies, numbers as n, updated } from '../testing/form-document.ts'
import { extendedKeyUsage, issue, type NameSpec, qcStatements } from '../testing/pki/certificates.ts'
import { personName, romanianPki } from '../testing/pki/romania.ts'
import { signedForm } from '../testing/signed-form.ts'
import { stamped } from '../testing/tamper/time-stamp.ts'
import { createTestSigner } from '../testing/test-signer.ts'
import { keyPurpose } from '../x509/oids.ts'
import { sentenceOfSigners } from './sentences.ts'
import { countSigners, noSigners, signerKind } from './signer-kind.ts'
import { validatePdf } from './validate-pdf.ts'

const pki = romanianPki()
const organization: NameSpec = [
  ['organizationName', 'Exemplu SA'],
  ['organizationIdentifier', 'VATRO-88888888'],
  ['commonName', 'Exemplu SA'],
]
const serial = (value: string): NameSpec => [
  ['serialNumber', value],
  ['commonName', 'Cineva'],
]
type Types = Parameters<typeof qcStatements>[0]
const typed = (subject: NameSpec, types: NonNullable<Types>['types']) =>
  issue({ subject, extensions: [qcStatements(types === undefined ? {} : { types })] }).certificate

describe('whose signature it is', () => {
  it.each([
    ['a qualified certificate for signatures', pki.person('POPESCU', 'Ana').certificate, 'person'],
    ['a qualified certificate for seals', pki.seal('Exemplu SA').certificate, 'seal'],
    ['a name of a person', issue({ subject: personName('POPESCU', 'Ana') }).certificate, 'person'],
    [
      'a person of an organisation',
      issue({ subject: [...organization, ['surname', 'POPESCU']] }).certificate,
      'person',
    ],
    ['a pseudonym', issue({ subject: [['pseudonym', 'ghiocel']] }).certificate, 'person'],
    ['a personal number', issue({ subject: serial('PNORO-2850615229013') }).certificate, 'person'],
    ['a passport', issue({ subject: serial('PASRO-012345678') }).certificate, 'person'],
    ['a tax number of an organisation', issue({ subject: serial('VATRO-88888888') }).certificate, 'unknown'],
    ['an organisation', issue({ subject: organization }).certificate, 'seal'],
    ['a common name alone', issue({ subject: [['commonName', 'Cineva']] }).certificate, 'unknown'],
    ['an empty name', issue({ subject: [['surname', '']] }).certificate, 'unknown'],
    ['a seal that names a person', typed(personName('POPESCU', 'Ana'), ['eseal']), 'seal'],
    ['a signature that names an organisation', typed(organization, ['esign']), 'person'],
    ['a certificate for both', typed(personName('POPESCU', 'Ana'), ['esign', 'eseal']), 'unknown'],
    ['a certificate for web pages', typed(organization, ['web']), 'unknown'],
    ['a qualified certificate of before the types', typed(organization, []), 'seal'],
    ['a certificate of a time-stamping unit', pki.timeStampUnit.certificate, 'unknown'],
    [
      'one for everything, time-stamps among them',
      issue({
        subject: personName('POPESCU', 'Ana'),
        extensions: [extendedKeyUsage(false, keyPurpose.clientAuth, keyPurpose.timeStamping)],
      }).certificate,
      'unknown',
    ],
    ['no certificate', undefined, 'unknown'],
  ] as const)('%s', (_, certificate, kind) => {
    expect(signerKind('signature', certificate)).toBe(kind)
    expect(signerKind('time-stamp', certificate)).toBe('time-stamp')
  })
})

describe('signatures by persons', () => {
  const of = (signerKind: 'person' | 'seal' | 'time-stamp' | 'unknown', verdict: string) => ({
    signerKind,
    integrity: { verdict },
  })

  it('are counted where they are intact', () => {
    expect(
      countSigners([
        ...[of('person', 'valid'), of('person', 'valid-warn'), of('person', 'tampered'), of('person', 'indeterminate')],
        ...[of('seal', 'valid'), of('seal', 'invalid'), of('unknown', 'valid-warn')],
        ...[of('time-stamp', 'valid'), of('time-stamp', 'valid'), of('time-stamp', 'valid')],
      ]),
    ).toEqual({ persons: 2, seals: 1, timeStamps: 3, unknown: 1 })
  })

  it('and time-stamps are told apart in the report of a file, and none is left of one that was changed', async () => {
    const file = await stamped(await signedForm(await createTestSigner()))
    const at = new Date('2026-11-23T10:00:00Z')
    expect(validatePdf(file, { at }).signers).toEqual({ persons: 0, seals: 0, timeStamps: 1, unknown: 1 })
    expect(validatePdf(file, { at }).signatures.map(({ signerKind: kind }) => kind)).toEqual(['unknown', 'time-stamp'])
    const changed = updated(file, [n.content, bodies.content('altceva')])
    expect(validatePdf(changed, { at }).signers).toEqual(noSigners)
  })

  it('are one sentence in two languages, and none where there is nothing to count', () => {
    const count = { persons: 1, seals: 2, timeStamps: 3, unknown: 4 }
    expect(sentenceOfSigners(count, 'ro')).toBe(
      'Semnături ale unor persoane: 1, sigilii ale unor organizații: 2, mărci temporale: 3, neprecizate: 4.',
    )
    expect(sentenceOfSigners(count, 'en')).toBe(
      'Signatures by persons: 1, seals of organisations: 2, time-stamps: 3, not stated: 4.',
    )
    expect(sentenceOfSigners(noSigners, 'ro')).toBe('')
  })
})
