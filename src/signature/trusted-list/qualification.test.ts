import { describe, expect, it } from 'vitest'
import { extendedKeyUsage, issue, keyUsage, certificatePolicies, qcStatements } from '../testing/pki/certificates.ts'
import { makeList, qualification as element } from '../testing/pki/trusted-lists.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { readTrustedList } from './list.ts'
import { isQualifiedTimestamp, qualify } from './qualification.ts'
import { meets, qualifiersFor } from './qualifications.ts'
import { serviceDirectory } from './services.ts'
import type { ExtensionSpec, Holder } from '../testing/pki/certificates.ts'
import type { PeriodSpec, ServiceSpec } from '../testing/pki/trusted-lists.ts'

const at = new Date('2026-11-23T10:00:00Z')
const romania = romanianPki()
const directoryOf = (...services: readonly ServiceSpec[]) =>
  serviceDirectory([readTrustedList(Buffer.from(makeList({ territory: 'RO', services }))).list])
const service = (...periods: readonly PeriodSpec[]): ServiceSpec => ({
  certificates: [romania.authority.certificate],
  periods,
})
const granted: PeriodSpec = { from: '2017-02-01T00:00:00Z', additional: ['ForeSignatures', 'ForeSeals'] }
const signer = (extensions: readonly ExtensionSpec[], notBefore = new Date('2025-01-01T00:00:00Z')) =>
  issue({
    subject: [
      ['countryName', 'RO'],
      ['commonName', 'Ana'],
    ],
    issuer: romania.authority,
    extensions,
    notBefore,
  })
const esign = signer([qcStatements()])

const judge = (who: Holder, services: readonly ServiceSpec[] = [service(granted)], moment = at) =>
  qualify({
    chain: [who.certificate, romania.authority.certificate, romania.root.certificate],
    directory: directoryOf(...services),
    at: moment,
  })
const said = (...input: Parameters<typeof judge>) => judge(...input).qualification
const withQualifiers = (...qualifiers: readonly string[]) => [
  service({ ...granted, qualifications: element(qualifiers) }),
]

describe('qualification of signatures', () => {
  it('of the Romanian test people', () => {
    expect(said(romania.person('POPESCU', 'Ana', '2850615229013'))).toBe('QESig')
    expect(said(romania.personWithoutDevice('POPESCU', 'Ana'))).toBe('AdESig-QC')
    expect(said(romania.seal('Spitalul Exemplu'))).toBe('QESeal')
    expect(said(romania.wrongUsage('POPESCU', 'Ana'))).toBe('Unknown')
  })
  it('explains itself by service, moment and clause', () => {
    const { atSigning, checks } = judge(esign)
    expect(atSigning.service).toEqual({
      territory: 'RO',
      sequenceNumber: 1,
      provider: 'Furnizor de Încredere Exemplu SA',
      name: 'Serviciu',
      status: 'granted',
    })
    expect(checks.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['listed-service', 'passed'],
      ['qualified-at-issuance', 'passed'],
      ['qualified-at-signing', 'passed'],
      ['provider-name', 'passed'],
    ])
    expect(checks.every(({ clause }) => clause.startsWith('TS 119 615'))).toBe(true)
  })
  it('needs a listed issuer with the same name and key', () => {
    expect(said(esign, [])).toBe('AdESig')
    const namesake = issue({
      subject: [
        ['countryName', 'RO'],
        ['organizationName', 'Furnizor de Încredere Exemplu SA'],
        ['organizationIdentifier', 'VATRO-99999999'],
        ['commonName', 'Exemplu Qualified CA'],
      ],
    })
    expect(said(esign, [{ ...service(granted), certificates: [namesake.certificate] }])).toBe('AdESig')
    expect(
      said(esign, [{ ...service(granted), certificates: [romania.root.certificate] }]),
      'a root is listed too',
    ).toBe('QESig')
  })
  it('needs the grant at issuance and at signing', () => {
    expect(said(esign, [service({ ...granted, status: 'withdrawn', from: '2026-01-01T00:00:00Z' }, granted)])).toBe(
      'AdESig',
    )
    expect(
      said(esign, [service({ ...granted, from: '2026-01-01T00:00:00Z' }, { ...granted, status: 'withdrawn' })]),
    ).toBe('AdESig')
    expect(
      said(
        esign,
        [service({ ...granted, status: 'withdrawn', from: '2026-01-01T00:00:00Z' }, granted)],
        new Date('2025-12-31T00:00:00Z'),
      ),
      'before the withdrawal',
    ).toBe('QESig')
    expect(said(esign, [service({ ...granted, from: '2025-06-01T00:00:00Z' })]), 'listed only later').toBe('AdESig')
    expect(said(esign, [service({ ...granted, type: 'http://uri.etsi.org/TrstSvc/Svctype/CA/PKC' })])).toBe('AdESig')
  })
  it('needs the service to be for that kind of certificate', () => {
    expect(said(esign, [service({ ...granted, additional: ['ForeSeals'] })])).toBe('AdESig')
    expect(said(romania.seal('X'), [service({ ...granted, additional: ['ForeSignatures'] })])).toBe('AdESeal')
    expect(
      said(esign, [
        service({ ...granted, additional: ['ForeSeals'] }),
        service({ ...granted, additional: ['ForeSignatures'] }),
      ]),
    ).toBe('QESig')
  })
  it('reads the statements of the certificate', () => {
    expect(said(signer([]))).toBe('Unknown')
    expect(said(signer([qcStatements({ types: [] })])), 'no type: for signatures').toBe('QESig')
    expect(said(signer([qcStatements({ types: ['web'] })]))).toBe('Not AdES')
    expect(said(signer([qcStatements({ types: ['esign', 'eseal'] })]))).toBe('Unknown-QC-QSCD')
    expect(said(signer([qcStatements({ legislation: ['CH'] })])), 'qualified elsewhere').toBe('AdESig')
    expect(said(signer([certificatePolicies('0.4.0.1456.1.1')])), 'old policies mean nothing any more').toBe('Unknown')
  })
  it('lets the list overrule', () => {
    expect(said(esign, withQualifiers('NotQualified'))).toBe('AdESig')
    expect(said(esign, withQualifiers('NotQualified', 'QCStatement'))).toBe('AdESig')
    expect(said(signer([]), withQualifiers('QCStatement', 'QCForESig', 'QCWithQSCD'))).toBe('QESig')
    expect(said(signer([]), withQualifiers('QCStatement'))).toBe('Unknown-QC')
    expect(said(esign, withQualifiers('QCNoQSCD'))).toBe('AdESig-QC')
    expect(said(signer([qcStatements({ sscd: false })]), withQualifiers('QCWithQSCD'))).toBe('QESig')
    expect(said(signer([qcStatements({ sscd: false })]), withQualifiers('QCQSCDManagedOnBehalf'))).toBe('QESig')
    expect(
      said(signer([qcStatements({ sscd: false })]), withQualifiers('QCWithQSCD', 'QCNoQSCD')),
      'contradiction: no device',
    ).toBe('AdESig-QC')
    expect(said(signer([qcStatements({ sscd: false })]), withQualifiers('QCWithQSCD', 'QCQSCDStatusAsInCert'))).toBe(
      'AdESig-QC',
    )
    expect(said(signer([qcStatements({ sscd: false })]), withQualifiers('QCWithSSCD')), 'a word of the Directive').toBe(
      'AdESig-QC',
    )
    expect(said(signer([qcStatements({ types: ['esign', 'eseal'] })]), withQualifiers('QCForESig'))).toBe('QESig')
  })
  it('says N/A where the lists contradict themselves', () => {
    expect(said(esign, withQualifiers('QCForESig', 'QCForESeal'))).toBe('N/A')
    expect(
      said(esign, [service({ ...granted, additional: ['ForeSignatures'], qualifications: element(['QCForESeal']) })]),
    ).toBe('N/A')
    expect(said(esign, [service({ ...granted, status: 'undersupervision' })])).toBe('N/A')
    expect(said(esign, [service(granted), service({ ...granted, status: 'withdrawn' })])).toBe('N/A')
  })
  it('a seal by the list and a signature by the certificate is neither', () => {
    expect(
      said(esign, [service({ ...granted, additional: ['ForeSeals'], qualifications: element(['QCForESeal']) })]),
    ).toBe('Unknown-QC-QSCD')
  })
  it('knows the time before the Regulation', () => {
    const old = new Date('2014-01-01T00:00:00Z')
    const before: PeriodSpec = { from: '2010-01-01T00:00:00Z', status: 'undersupervision' }
    const moment = new Date('2015-05-06T00:00:00Z')
    expect(said(signer([certificatePolicies('0.4.0.1456.1.1')], old), [service(granted, before)], moment)).toBe('QESig')
    expect(said(signer([certificatePolicies('0.4.0.1456.1.2')], old), [service(granted, before)], moment)).toBe(
      'AdESig-QC',
    )
    expect(said(signer([certificatePolicies('0.4.0.1456.1.1')], old), [service(granted, before)]), 'used today').toBe(
      'QESig',
    )
    expect(
      said(
        signer([certificatePolicies('0.4.0.1456.1.1')], old),
        [service(granted, { ...before, status: 'supervisionceased' })],
        moment,
      ),
    ).toBe('AdESig')
    expect(
      said(
        signer([qcStatements({ types: [], sscd: false })], old),
        [service(granted, { ...before, qualifications: element(['QCWithSSCD']) })],
        moment,
      ),
    ).toBe('QESig')
    expect(
      said(
        signer([qcStatements({ types: [], sscd: false })], old),
        [service(granted, { ...before, qualifications: element(['QCWithQSCD']) })],
        moment,
      ),
    ).toBe('AdESig-QC')
  })
  it('warns when the issuer carries another organisation than the provider', () => {
    const list = makeList({ territory: 'RO', provider: 'Altcineva', services: [service(granted)] })
    const { checks, qualification } = qualify({
      chain: [esign.certificate, romania.authority.certificate],
      directory: serviceDirectory([readTrustedList(Buffer.from(list)).list]),
      at,
    })
    expect(qualification).toBe('QESig')
    expect(checks.find(({ code }) => code === 'provider-name')?.outcome).toBe('warning')
  })
})

describe('criteria of qualifiers', () => {
  const who = signer([
    keyUsage('nonRepudiation'),
    certificatePolicies('1.2.3.1', '1.2.3.2'),
    extendedKeyUsage(false, '1.3.6.1.5.5.7.3.4'),
  ]).certificate
  const bit = (name: string, value: string) =>
    `<sie:KeyUsage><sie:KeyUsageBit name="${name}">${value}</sie:KeyUsageBit></sie:KeyUsage>`
  const oid = (value: string) => `<x:Identifier xmlns:x="http://uri.etsi.org/01903/v1.3.2#">${value}</x:Identifier>`
  const policies = (...values: string[]) =>
    `<sie:PolicySet>${values.map((value) => `<sie:PolicyIdentifier>${oid(value)}</sie:PolicyIdentifier>`).join('')}</sie:PolicySet>`
  const list = (assert: string, ...members: string[]) =>
    `<sie:CriteriaList assert="${assert}">${members.join('')}</sie:CriteriaList>`
  const result = (criteria: string) => {
    const { list: read } = readTrustedList(
      Buffer.from(
        makeList({
          territory: 'RO',
          services: [service({ ...granted, qualifications: element(['QCStatement'], criteria) })],
        }),
      ),
    )
    const [only] = read.providers[0]?.services[0]?.periods[0]?.qualifications ?? []
    return only && meets(only.criteria, who)
  }
  const [yes, no, open] = [
    bit('nonRepudiation', 'true'),
    bit('nonRepudiation', 'false'),
    '<sie:otherCriteriaList><o:Odd xmlns:o="urn:o"/></sie:otherCriteriaList>',
  ]
  it.each([
    ['all of nothing', list('all'), true],
    ['one of nothing', list('atLeastOne'), false],
    ['none of nothing', list('none'), true],
    ['all', list('all', yes, yes), true],
    ['all, one wrong', list('all', yes, no), false],
    ['at least one', list('atLeastOne', no, yes), true],
    ['at least one, none right', list('atLeastOne', no, no), false],
    ['none', list('none', no), true],
    ['none, one right', list('none', no, yes), false],
    ['nested', list('all', list('none', no), list('atLeastOne', yes)), true],
    ['a bit that must not be set', list('all', bit('digitalSignature', 'false')), true],
    ['the standard writes crlSign', list('all', bit('crlSign', 'true')), false],
    ['policies, all of them there', list('all', policies('1.2.3.1', 'urn:oid:1.2.3.2')), true],
    ['policies, one is not', list('all', policies('1.2.3.1', '1.2.3.3')), false],
    [
      'purpose',
      list(
        'all',
        `<sie:otherCriteriaList><t:ExtendedKeyUsage xmlns:t="http://uri.etsi.org/02231/v2/additionaltypes#"><t:KeyPurposeId>${oid('1.3.6.1.5.5.7.3.4')}</t:KeyPurposeId></t:ExtendedKeyUsage></sie:otherCriteriaList>`,
      ),
      true,
    ],
    [
      'attribute of the subject',
      list(
        'all',
        `<sie:otherCriteriaList><t:CertSubjectDNAttribute xmlns:t="http://uri.etsi.org/02231/v2/additionaltypes#"><t:AttributeOID>${oid('2.5.4.10')}</t:AttributeOID></t:CertSubjectDNAttribute></sie:otherCriteriaList>`,
      ),
      false,
    ],
    ['unknown', list('all', yes, open), undefined],
    ['unknown does not matter', list('all', no, open), false],
    ['unknown does not matter here either', list('atLeastOne', yes, open), true],
    ['none of unknown', list('none', open), undefined],
    ['unknown assert', list('some', yes), undefined],
  ])('%s', (_, criteria, expected) => {
    expect(result(criteria)).toBe(expected)
  })
  it('criteria that cannot be judged give no qualifier, and say so', () => {
    expect(
      qualifiersFor(
        [{ qualifiers: ['QCStatement'], unknownQualifiers: [], criteria: { kind: 'unknown', name: 'x' } }],
        who,
      ),
    ).toEqual({ qualifiers: new Set(), undetermined: true })
  })
})

describe('qualified time-stamps', () => {
  it('come from a listed unit or under a listed issuer, granted at that moment', () => {
    const unit = romania.timeStampUnit.certificate
    const tsa = 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST'
    const listed = directoryOf({
      certificates: [unit],
      periods: [
        { type: tsa, status: 'withdrawn', from: '2026-01-01T00:00:00Z' },
        { type: tsa, from: '2020-01-01T00:00:00Z' },
      ],
    })
    expect(isQualifiedTimestamp([unit], listed, new Date('2025-06-01T00:00:00Z'))).toBe(true)
    expect(isQualifiedTimestamp([unit], listed, at)).toBe(false)
    expect(isQualifiedTimestamp([unit, romania.authority.certificate], directoryOf(service(granted)), at)).toBe(false)
  })
})
