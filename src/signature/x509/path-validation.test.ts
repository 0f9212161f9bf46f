import { describe, expect, it } from 'vitest'
import * as pki from '../testing/pki/certificates.ts'
import { context, contextPrimitive, nil, octets, sequence } from '../signing/der.ts'
import { anyPolicy, extensionOid, keyPurpose } from './oids.ts'
import { anchorOf, validatePath } from './path-validation.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import type { CertificateSpec, ExtensionSpec, Holder } from '../testing/pki/certificates.ts'
import type { PathValidationInput } from './path-validation.ts'

const at = new Date('2026-11-23T10:00:00Z')
const named = (commonName: string) =>
  [
    ['countryName', 'RO'],
    ['organizationName', 'Test'],
    ['commonName', commonName],
  ] as const
const caExtensions = [pki.basicConstraints(), pki.keyUsage('keyCertSign', 'cRLSign')]
const root = pki.issue({ subject: named('Root'), extensions: caExtensions })
const ca = (issuer: Holder, extensions: readonly ExtensionSpec[] = caExtensions, more: Partial<CertificateSpec> = {}) =>
  pki.issue({ subject: named('CA'), issuer, extensions, ...more })
const leaf = (
  issuer: Holder,
  extensions: readonly ExtensionSpec[] = [pki.keyUsage('nonRepudiation')],
  more: Partial<CertificateSpec> = {},
) => pki.issue({ subject: named('Leaf'), issuer, extensions, ...more })

function validate(holders: readonly Holder[], more: Partial<PathValidationInput> = {}) {
  return validatePath({
    path: holders.map(({ certificate }) => certificate),
    anchor: anchorOf(root.certificate),
    at,
    ...more,
  })
}
function failures(holders: readonly Holder[], more: Partial<PathValidationInput> = {}): string[] {
  const { conclusion, checks } = validate(holders, more)
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code)
  expect(conclusion.indication === 'PASSED').toBe(failed.length === 0)
  return failed
}

describe('a path of the ordinary kind', () => {
  const middle = ca(root)
  it('passes, and states every check with its clause', () => {
    const { conclusion, checks } = validate([middle, leaf(middle)])
    expect(conclusion).toEqual({ indication: 'PASSED' })
    expect(checks.every(({ clause }) => /^RFC 5280, \d/.test(clause))).toBe(true)
    expect(new Set(checks.map(({ subject }) => subject)).size).toBe(2)
  })
  it('passes with RSA keys', () => {
    const rsaRoot = pki.issue({ subject: named('RSA Root'), keys: pki.newKeys('rsa'), extensions: caExtensions })
    const end = leaf(rsaRoot)
    expect(
      validatePath({ path: [end.certificate], anchor: anchorOf(rsaRoot.certificate), at }).conclusion.indication,
    ).toBe('PASSED')
  })
  it('passes for the Romanian test authority and its people', () => {
    const romania = romanianPki()
    const person = romania.person('POPESCU', 'Ana', '2850615229013')
    const path = [romania.authority.certificate, person.certificate]
    expect(
      validatePath({
        path,
        anchor: anchorOf(romania.root.certificate),
        at,
        keyUsage: ['nonRepudiation', 'digitalSignature'],
      }).conclusion.indication,
    ).toBe('PASSED')
    const wrong = [romania.authority.certificate, romania.wrongUsage('POPESCU', 'Ana').certificate]
    expect(
      validatePath({
        path: wrong,
        anchor: anchorOf(romania.root.certificate),
        at,
        keyUsage: ['nonRepudiation', 'digitalSignature'],
      }).conclusion.subIndication,
    ).toBe('CHAIN_CONSTRAINTS_FAILURE')
  })
  it('takes an anchor as its own target', () => {
    expect(validate([]).conclusion.indication).toBe('PASSED')
    expect(validate([], { keyUsage: ['nonRepudiation'] }).conclusion.subIndication).toBe('CHAIN_CONSTRAINTS_FAILURE')
  })
})

describe('signatures and names', () => {
  it('refuses a broken signature of an authority and of the target', () => {
    const broken = ca(root, caExtensions, { breakSignature: true })
    expect(failures([broken, leaf(broken)])).toEqual(['certificate-signature'])
    const middle = ca(root)
    const end = leaf(middle, [], { breakSignature: true })
    expect(failures([middle, end])).toEqual(['certificate-signature'])
    expect(validate([middle, end]).conclusion).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    })
  })
  it('refuses a certificate of another key with the right names', () => {
    const middle = ca(root)
    const impostor = ca(pki.issue({ subject: named('Root'), extensions: caExtensions }))
    expect(failures([middle, leaf(impostor)])).toEqual(['certificate-signature'])
  })
  it('refuses a wrong issuer name', () => {
    const middle = ca(root)
    expect(failures([middle, leaf(middle, [], { issuerName: named('Somebody') })])).toEqual(['issuer-name'])
  })
  it('folds case and white space of names', () => {
    const middle = ca(root)
    expect(
      failures([
        middle,
        leaf(middle, [], {
          issuerName: [
            ['countryName', 'RO'],
            ['organizationName', '  TEST '],
            ['commonName', 'ca'],
          ],
        }),
      ]),
    ).toEqual([])
  })
})

describe('dates', () => {
  const middle = ca(root)
  const end = leaf(middle, [], {
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2026-12-31T00:00:00Z'),
  })
  it.each([
    ['2025-12-31T23:59:59Z', ['not-before'], 'OUT_OF_BOUNDS_NO_POE'],
    ['2026-01-01T00:00:00Z', [], undefined],
    ['2026-12-31T00:00:00Z', [], undefined],
    ['2026-12-31T00:00:01Z', ['not-after'], 'OUT_OF_BOUNDS_NO_POE'],
  ])('at %s', (moment, codes, sub) => {
    expect(failures([middle, end], { at: new Date(moment) })).toEqual(codes)
    expect(validate([middle, end], { at: new Date(moment) }).conclusion.subIndication).toBe(sub)
  })
  it('an expired authority is no matter of proof of existence', () => {
    const old = ca(root, caExtensions, { notAfter: new Date('2026-01-01T00:00:00Z') })
    expect(validate([old, leaf(old)]).conclusion.subIndication).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE')
  })
})

describe('what makes an authority', () => {
  it.each([
    ['no basic constraints', [pki.keyUsage('keyCertSign')], ['is-ca']],
    [
      'not a CA',
      [{ oid: extensionOid.basicConstraints, critical: true, value: sequence() }, pki.keyUsage('keyCertSign')],
      ['is-ca'],
    ],
    ['key usage without keyCertSign', [pki.basicConstraints(), pki.keyUsage('cRLSign')], ['key-cert-sign']],
    ['no key usage at all is allowed', [pki.basicConstraints()], []],
  ] as const)('%s', (_, extensions, codes) => {
    const middle = ca(root, extensions)
    expect(failures([middle, leaf(middle)])).toEqual(codes)
  })
  it('counts the path length below an authority', () => {
    const outer = ca(root, [pki.basicConstraints(0), pki.keyUsage('keyCertSign')])
    expect(failures([outer, leaf(outer)])).toEqual([])
    const inner = pki.issue({ subject: named('Inner'), issuer: outer, extensions: caExtensions })
    expect(failures([outer, inner, leaf(inner)])).toEqual(['path-length'])
    const rollover = pki.issue({ subject: named('CA'), issuer: outer, extensions: caExtensions })
    expect(failures([outer, rollover, leaf(rollover)]), 'self-issued certificates do not count').toEqual([])
  })
  it('keeps the smaller path length', () => {
    const outer = ca(root, [pki.basicConstraints(0), pki.keyUsage('keyCertSign')])
    const again = pki.issue({
      subject: named('CA'),
      issuer: outer,
      extensions: [pki.basicConstraints(5), pki.keyUsage('keyCertSign')],
    })
    const inner = pki.issue({ subject: named('Inner'), issuer: again, extensions: caExtensions })
    expect(failures([outer, again, inner, leaf(inner)])).toEqual(['path-length'])
  })
  it('binds to the path length of the anchor itself', () => {
    const shortRoot = pki.issue({
      subject: named('Short'),
      extensions: [pki.basicConstraints(0), pki.keyUsage('keyCertSign')],
    })
    const middle = ca(shortRoot)
    expect(failures([middle, leaf(middle)], { anchor: anchorOf(shortRoot.certificate) })).toEqual(['path-length'])
    expect(failures([leaf(shortRoot)], { anchor: anchorOf(shortRoot.certificate) })).toEqual([])
  })
})

describe('extensions', () => {
  const unknown = (critical: boolean): ExtensionSpec => ({ oid: '1.2.3.4.5', critical, value: nil() })
  it('refuses unknown critical ones at every place, and only those', () => {
    const strange = ca(root, [...caExtensions, unknown(true)])
    expect(failures([strange, leaf(strange)])).toEqual(['critical-extensions'])
    expect(failures([leaf(root, [unknown(true)])])).toEqual(['critical-extensions'])
    expect(failures([leaf(root, [unknown(false)])])).toEqual([])
  })
  it('refuses an extension that is there twice', () => {
    expect(failures([leaf(root, [pki.keyUsage('nonRepudiation'), pki.keyUsage('nonRepudiation')])])).toEqual([
      'extensions',
    ])
  })
  it('refuses a malformed one that matters, and lets a harmless one be', () => {
    expect(failures([leaf(root, [{ oid: extensionOid.keyUsage, value: nil() }])])).toEqual(['extensions'])
    expect(failures([leaf(root, [{ oid: extensionOid.authorityInfoAccess, value: nil() }])])).toEqual([])
    expect(failures([leaf(root, [{ oid: extensionOid.authorityInfoAccess, critical: true, value: nil() }])])).toEqual([
      'extensions',
    ])
  })
})

describe('use of the target', () => {
  it('judges key usage and extended key usage where they are stated', () => {
    const end = leaf(root, [pki.keyUsage('keyAgreement'), pki.extendedKeyUsage(false, keyPurpose.clientAuth)])
    expect(failures([end], { keyUsage: ['nonRepudiation', 'digitalSignature'] })).toEqual(['key-usage'])
    expect(failures([end], { purposes: [keyPurpose.timeStamping] })).toEqual(['extended-key-usage'])
    expect(failures([end], { keyUsage: ['keyAgreement'], purposes: [keyPurpose.clientAuth] })).toEqual([])
    expect(failures([leaf(root, [])], { keyUsage: ['nonRepudiation'], purposes: [keyPurpose.timeStamping] })).toEqual(
      [],
    )
    expect(
      failures([leaf(root, [pki.extendedKeyUsage(false, keyPurpose.any)])], { purposes: [keyPurpose.timeStamping] }),
    ).toEqual([])
  })
})

describe('algorithms', () => {
  it('asks the judge about every link, with the key that signed it', () => {
    const middle = ca(root)
    const end = leaf(middle)
    expect(failures([middle, end], { algorithmJudge: () => undefined })).toEqual([])
    const asked: string[] = []
    const { conclusion } = validate([middle, end], {
      algorithmJudge: (scheme, key, when) => {
        asked.push(`${scheme.kind} ${key.kind} ${when.toISOString()}`)
        return asked.length === 2 ? 'too old' : undefined
      },
    })
    expect(asked).toEqual(Array.from({ length: 2 }, () => `ecdsa ec ${at.toISOString()}`))
    expect(conclusion.subIndication).toBe('CRYPTO_CONSTRAINTS_FAILURE_NO_POE')
  })
  it('refuses an elliptic curve that is given by its parameters', () => {
    const middle = ca(root)
    const explicit = {
      ...middle.certificate,
      publicKey: {
        ...middle.certificate.publicKey,
        algorithm: { ...middle.certificate.publicKey.algorithm, parameters: Uint8Array.of(0x30, 0) },
      },
    }
    const { checks } = validatePath({
      path: [explicit, leaf(middle).certificate],
      anchor: anchorOf(root.certificate),
      at,
    })
    expect(checks.find(({ outcome }) => outcome === 'failed')?.detail).toContain('not a named one')
  })
})

describe('policies', () => {
  const [p1, p2, p3] = ['1.2.3.1', '1.2.3.2', '1.2.3.3']
  const withPolicies = (...extensions: readonly ExtensionSpec[]) => [...caExtensions, ...extensions]
  const middle = ca(root, withPolicies(pki.certificatePolicies(p1, p2)))
  const end = leaf(middle, [pki.certificatePolicies(p1, p3)])
  it('gives the policies of both authorities and asks only when it is told to', () => {
    expect(validate([middle, end]).policies).toEqual({ authorities: [p1], user: [p1] })
    expect(failures([middle, end], { policies: [p2], requireExplicitPolicy: true })).toEqual(['policy-set'])
    expect(failures([middle, end], { policies: [p2] })).toEqual([])
    expect(failures([middle, end], { policies: [p2, p1], requireExplicitPolicy: true })).toEqual([])
    expect(failures([middle, end], { policies: [anyPolicy], requireExplicitPolicy: true })).toEqual([])
  })
  it('has no policy left when nothing is shared', () => {
    const other = leaf(middle, [pki.certificatePolicies(p3)])
    expect(validate([middle, other]).policies).toEqual({ authorities: [], user: [] })
    expect(failures([middle, other], { requireExplicitPolicy: true })).toEqual(['policy', 'policy-set'])
    expect(failures([middle, leaf(middle)], { requireExplicitPolicy: true })).toEqual(['policy', 'policy-set'])
  })
  it('carries anyPolicy through, unless it is inhibited', () => {
    const any = ca(root, withPolicies(pki.certificatePolicies(anyPolicy)))
    const below = leaf(any, [pki.certificatePolicies(p1)])
    expect(validate([any, below]).policies.authorities).toEqual([p1])
    expect(failures([any, below], { requireExplicitPolicy: true, inhibitAnyPolicy: true })).toEqual([
      'policy',
      'policy',
      'policy-set',
    ])
    const unbounded = leaf(any, [pki.certificatePolicies(anyPolicy)])
    expect(validate([any, unbounded], { policies: [p2], requireExplicitPolicy: true }).policies).toEqual({
      authorities: [anyPolicy],
      user: [p2],
    })
    const inhibiting = ca(root, withPolicies(pki.certificatePolicies(p1), pki.inhibitAnyPolicy(0)))
    expect(
      failures([inhibiting, leaf(inhibiting, [pki.certificatePolicies(anyPolicy)])], { requireExplicitPolicy: true }),
    ).toEqual(['policy', 'policy-set'])
    const later = ca(root, withPolicies(pki.certificatePolicies(p1), pki.inhibitAnyPolicy(1)))
    expect(
      failures([later, leaf(later, [pki.certificatePolicies(anyPolicy)])], { requireExplicitPolicy: true }),
    ).toEqual([])
  })
  it('lets a self-issued authority use anyPolicy although it is inhibited', () => {
    const inhibiting = ca(root, withPolicies(pki.certificatePolicies(p1), pki.inhibitAnyPolicy(0)))
    const again = pki.issue({
      subject: named('CA'),
      issuer: inhibiting,
      extensions: withPolicies(pki.certificatePolicies(anyPolicy)),
    })
    expect(
      failures([inhibiting, again, leaf(again, [pki.certificatePolicies(p1)])], { requireExplicitPolicy: true }),
    ).toEqual([])
    const last = pki.issue({
      subject: named('CA'),
      issuer: inhibiting,
      extensions: [pki.certificatePolicies(anyPolicy)],
    })
    expect(failures([inhibiting, last], { requireExplicitPolicy: true })).toEqual(['policy', 'policy-set'])
  })
  it('requires a policy from the depth that an authority states', () => {
    const now = ca(root, withPolicies(pki.policyConstraints(0, undefined)))
    expect(failures([now, leaf(now)])).toEqual(['policy', 'policy-set'])
    const next = ca(root, withPolicies(pki.policyConstraints(1, undefined)))
    expect(failures([next, leaf(next)])).toEqual(['policy-set'])
    const much = ca(root, withPolicies(pki.policyConstraints(2, undefined)))
    expect(failures([much, leaf(much)])).toEqual([])
    expect(failures([leaf(root, [pki.policyConstraints(0, undefined)])])).toEqual(['policy-set'])
    expect(failures([leaf(root, [pki.policyConstraints(1, undefined)])])).toEqual([])
  })
  it('maps policies, and refuses a mapping of anyPolicy', () => {
    const mapping = ca(root, withPolicies(pki.certificatePolicies(p1), pki.policyMappings([p1, p2], [p1, p3])))
    expect(
      validate([mapping, leaf(mapping, [pki.certificatePolicies(p2)])], {
        policies: [p1],
        requireExplicitPolicy: true,
      }),
    ).toMatchObject({ conclusion: { indication: 'PASSED' }, policies: { authorities: [p1], user: [p1] } })
    expect(failures([mapping, leaf(mapping, [pki.certificatePolicies(p1)])], { requireExplicitPolicy: true })).toEqual([
      'policy',
      'policy-set',
    ])
    for (const pair of [
      [anyPolicy, p1],
      [p1, anyPolicy],
    ] as const) {
      const wrong = ca(root, withPolicies(pki.certificatePolicies(p1), pki.policyMappings(pair)))
      expect(failures([wrong, leaf(wrong, [pki.certificatePolicies(p1)])])).toContain('policy-mappings')
    }
  })
  it('maps a policy that only anyPolicy stands for', () => {
    const mapping = ca(root, withPolicies(pki.certificatePolicies(anyPolicy), pki.policyMappings([p1, p2])))
    expect(
      validate([mapping, leaf(mapping, [pki.certificatePolicies(p2)])], { policies: [p1], requireExplicitPolicy: true })
        .conclusion.indication,
    ).toBe('PASSED')
  })
  it('drops mapped policies where mapping is inhibited', () => {
    const mapping = ca(root, withPolicies(pki.certificatePolicies(p1, p3), pki.policyMappings([p1, p2])))
    const below = leaf(mapping, [pki.certificatePolicies(p2)])
    expect(failures([mapping, below], { requireExplicitPolicy: true, inhibitPolicyMapping: true })).toEqual([
      'policy',
      'policy-set',
    ])
    const spared = leaf(mapping, [pki.certificatePolicies(p3)])
    expect(failures([mapping, spared], { requireExplicitPolicy: true, inhibitPolicyMapping: true })).toEqual([])
    const inhibiting = ca(root, withPolicies(pki.certificatePolicies(p1), pki.policyConstraints(undefined, 0)))
    const second = pki.issue({
      subject: named('Second'),
      issuer: inhibiting,
      extensions: withPolicies(pki.certificatePolicies(p1), pki.policyMappings([p1, p2])),
    })
    expect(
      failures([inhibiting, second, leaf(second, [pki.certificatePolicies(p2)])], { requireExplicitPolicy: true }),
    ).toEqual(['policy', 'policy-set'])
  })
  it('does not grow without bound', () => {
    const many = Array.from({ length: 30 }, (_, index) => `1.2.9.${String(index)}`)
    const cross = many.flatMap((from) => many.map((to) => [from, to] as const)).slice(0, 480)
    let issuer = root
    const path: Holder[] = []
    for (let depth = 0; depth < 8; depth++) {
      issuer = pki.issue({
        subject: named(`D${String(depth)}`),
        issuer,
        extensions: withPolicies(pki.certificatePolicies(...many), pki.policyMappings(...cross)),
      })
      path.push(issuer)
    }
    path.push(leaf(issuer, [pki.certificatePolicies(...many)]))
    const started = performance.now()
    expect(failures(path, { requireExplicitPolicy: true })).toEqual([])
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('name constraints', () => {
  const bound = (permitted: readonly pki.GeneralNameSpec[], excluded: readonly pki.GeneralNameSpec[] = []) =>
    ca(root, [...caExtensions, pki.nameConstraints(permitted, excluded)])
  const judge = (constraint: Holder, names: readonly pki.GeneralNameSpec[], subject: pki.NameSpec = named('Leaf')) =>
    failures([
      constraint,
      pki.issue({ subject, issuer: constraint, extensions: names.length === 0 ? [] : [pki.subjectAltName(...names)] }),
    ]).length === 0
  const ip = (...octetsOf: number[]) => ({ ip: Uint8Array.from(octetsOf) })

  it.each<[pki.GeneralNameSpec, pki.GeneralNameSpec, boolean]>([
    [{ dns: 'example.test' }, { dns: 'example.test' }, true],
    [{ dns: 'example.test' }, { dns: 'A.EXAMPLE.test' }, true],
    [{ dns: 'example.test' }, { dns: 'badexample.test' }, false],
    [{ dns: '.example.test' }, { dns: 'example.test' }, false],
    [{ dns: '.example.test' }, { dns: 'a.example.test' }, true],
    [{ dns: '' }, { dns: 'anything.test' }, true],
    [{ email: 'example.test' }, { email: 'ana@example.test' }, true],
    [{ email: 'example.test' }, { email: 'ana@a.example.test' }, false],
    [{ email: '.example.test' }, { email: 'ana@a.example.test' }, true],
    [{ email: '.example.test' }, { email: 'ana@example.test' }, false],
    [{ email: 'ana@example.test' }, { email: 'ana@EXAMPLE.test' }, true],
    [{ email: 'ana@example.test' }, { email: 'Ana@example.test' }, false],
    [{ email: 'example.test' }, { email: 'no-at-sign' }, false],
    [{ uri: 'example.test' }, { uri: 'https://example.test/x' }, true],
    [{ uri: 'example.test' }, { uri: 'https://user@example.test:8443/x' }, true],
    [{ uri: 'example.test' }, { uri: 'https://a.example.test/x' }, false],
    [{ uri: '.example.test' }, { uri: 'https://a.example.test?q' }, true],
    [{ uri: 'example.test' }, { uri: 'https://10.0.0.1/' }, false],
    [{ uri: 'example.test' }, { uri: 'urn:example.test' }, false],
    [{ uri: 'example.test' }, { uri: 'https://example.test@evil.test/' }, false],
    [ip(10, 0, 0, 0, 255, 0, 0, 0), ip(10, 1, 2, 3), true],
    [ip(10, 0, 0, 0, 255, 0, 0, 0), ip(11, 1, 2, 3), false],
    [ip(10, 0, 0, 0, 255, 0, 0, 0), ip(...Array.from({ length: 16 }, () => 10)), false],
    [{ directory: named('Leaf').slice(0, 2) }, { directory: named('Other') }, true],
    [{ directory: [['countryName', 'DE']] }, { directory: named('Other') }, false],
    [{ registeredId: Uint8Array.of(0x2a) }, { registeredId: Uint8Array.of(0x2a) }, false],
  ])('permitted %j: %j', (permitted, candidate, allowed) => {
    // A permitted directory subtree also binds the subject, which is why those cases use a subject inside it.
    expect(judge(bound([permitted]), [candidate])).toBe(allowed)
  })
  it('excludes what an excluded subtree covers, and what it cannot judge', () => {
    expect(judge(bound([], [{ dns: 'evil.test' }]), [{ dns: 'a.evil.test' }])).toBe(false)
    expect(judge(bound([], [{ dns: 'evil.test' }]), [{ dns: 'good.test' }])).toBe(true)
    expect(judge(bound([], [{ uri: 'evil.test' }]), [{ uri: 'https://[::1]/' }])).toBe(false)
    expect(judge(bound([], [ip(10, 0, 0, 0, 255, 0, 0)]), [ip(10, 0, 0, 1)])).toBe(false)
    expect(judge(bound([{ dns: 'example.test' }], [{ dns: 'a.example.test' }]), [{ dns: 'x.a.example.test' }])).toBe(
      false,
    )
  })
  it('leaves kinds of names alone that it does not speak of', () => {
    expect(judge(bound([{ dns: 'example.test' }]), [{ email: 'ana@elsewhere.test' }])).toBe(true)
    expect(judge(bound([{ dns: 'example.test' }]), [])).toBe(true)
  })
  it('binds the subject, and e-mail addresses in it', () => {
    expect(judge(bound([{ directory: [['countryName', 'DE']] }]), [])).toBe(false)
    expect(judge(bound([], [{ directory: named('Leaf') }]), [])).toBe(false)
    expect(
      judge(
        bound([{ email: 'example.test' }]),
        [],
        [
          ['countryName', 'RO'],
          ['emailAddress', 'ana@evil.test'],
        ],
      ),
    ).toBe(false)
    expect(
      judge(
        bound([{ email: 'example.test' }]),
        [],
        [
          ['countryName', 'RO'],
          ['emailAddress', 'ana@example.test'],
        ],
      ),
    ).toBe(true)
  })
  it('intersects the constraints of all authorities', () => {
    const outer = bound([{ dns: 'example.test' }])
    const inner = pki.issue({
      subject: named('Inner'),
      issuer: outer,
      extensions: [...caExtensions, pki.nameConstraints([{ dns: 'other.test' }], [])],
    })
    for (const dns of ['a.example.test', 'a.other.test'])
      expect(
        failures([
          outer,
          inner,
          pki.issue({ subject: named('L'), issuer: inner, extensions: [pki.subjectAltName({ dns })] }),
        ]),
      ).toEqual(['name-constraints'])
  })
  it('spares self-issued authorities but not a self-issued target', () => {
    const outer = ca(root, [...caExtensions, pki.nameConstraints([{ directory: [['countryName', 'DE']] }], [])])
    const again = pki.issue({ subject: named('CA'), issuer: outer, extensions: caExtensions })
    const inside = pki.issue({
      subject: [
        ['countryName', 'DE'],
        ['commonName', 'X'],
      ],
      issuer: again,
      extensions: [],
    })
    expect(failures([outer, again, inside])).toEqual([])
    expect(failures([outer, pki.issue({ subject: named('CA'), issuer: outer, extensions: [] })])).toEqual([
      'name-constraints',
    ])
  })
  it('binds to those of the anchor, and refuses bounds that it cannot judge', () => {
    const boundRoot = pki.issue({
      subject: named('Bound'),
      extensions: [...caExtensions, pki.nameConstraints([], [{ dns: 'evil.test' }])],
    })
    expect(
      failures(
        [pki.issue({ subject: named('L'), issuer: boundRoot, extensions: [pki.subjectAltName({ dns: 'evil.test' })] })],
        { anchor: anchorOf(boundRoot.certificate) },
      ),
    ).toEqual(['name-constraints'])
    const minimum = sequence(pki.generalName({ dns: 'example.test' }), contextPrimitive(0, Uint8Array.of(1)))
    const odd = ca(root, [
      ...caExtensions,
      { oid: extensionOid.nameConstraints, critical: true, value: sequence(context(0, minimum)) },
    ])
    expect(judge(odd, [{ dns: 'example.test' }])).toBe(false)
  })
  it('refuses names that cannot be read where names are constrained', () => {
    const issuer = bound([{ dns: 'x.test' }])
    const odd = pki.issue({
      subject: named('L'),
      issuer,
      extensions: [{ oid: extensionOid.subjectAltName, value: octets(Uint8Array.of(1)) }],
    })
    expect(failures([issuer, odd])).toEqual(['name-constraints'])
    expect(
      failures([
        pki.issue({
          subject: named('L'),
          issuer: root,
          extensions: [{ oid: extensionOid.subjectAltName, value: octets(Uint8Array.of(1)) }],
        }),
      ]),
    ).toEqual([])
  })
})

describe('the exact answer', () => {
  it('about an anchor that is its own target', () => {
    expect(validate([])).toEqual({
      conclusion: { indication: 'PASSED' },
      policies: { authorities: [anyPolicy], user: [anyPolicy] },
      checks: [
        {
          code: 'target-is-anchor',
          clause: 'EN 319 102-1, 5.2.6.4',
          outcome: 'passed',
          subject: root.certificate.fingerprint,
        },
      ],
    })
    const keyAlone = { subject: root.certificate.subject, publicKey: root.certificate.publicKey }
    expect(validate([], { anchor: keyAlone, policies: ['1.2.3'], keyUsage: ['nonRepudiation'] })).toEqual({
      conclusion: { indication: 'PASSED' },
      policies: { authorities: [anyPolicy], user: ['1.2.3'] },
      checks: [{ code: 'target-is-anchor', clause: 'EN 319 102-1, 5.2.6.4', outcome: 'passed' }],
    })
  })
  it('from an anchor that is a key alone', () => {
    const middle = ca(root)
    expect(
      failures([middle, leaf(middle)], {
        anchor: { subject: root.certificate.subject, publicKey: root.certificate.publicKey },
      }),
    ).toEqual([])
  })
  it('about algorithms that differ, are unknown, or that nobody asked to judge', () => {
    const end = leaf(root).certificate
    const detail = (changed: Partial<typeof end>, more: Partial<PathValidationInput> = {}) =>
      validatePath({ path: [{ ...end, ...changed }], anchor: anchorOf(root.certificate), at, ...more }).checks.find(
        ({ outcome }) => outcome === 'failed',
      )?.detail
    const unknown = { ...end.signatureAlgorithm, oid: '1.2.3.4' }
    expect(detail({ algorithmsAgree: false })).toBe('two different signature algorithms are named')
    expect(detail({ signatureAlgorithm: unknown })).toBe('unknown signature algorithm 1.2.3.4')
    expect(detail({ signatureAlgorithm: unknown }, { algorithmJudge: () => 'never asked' })).toBe(
      'unknown signature algorithm 1.2.3.4',
    )
    expect(detail({ signed: new Uint8Array(3) })).toBe('the signature is not right')
    expect(validate([leaf(root)]).checks.some(({ code }) => code === 'certificate-algorithm')).toBe(false)
  })
  it('about several purposes and usages', () => {
    const end = leaf(root, [
      pki.keyUsage('digitalSignature', 'keyAgreement'),
      pki.extendedKeyUsage(false, keyPurpose.clientAuth, keyPurpose.timeStamping),
    ])
    expect(
      failures([end], { keyUsage: ['nonRepudiation', 'digitalSignature'], purposes: [keyPurpose.timeStamping] }),
    ).toEqual([])
  })
})

describe('counters over more than one authority', () => {
  const [p1, p2] = ['1.2.3.1', '1.2.3.2']
  const child = (issuer: Holder, commonName: string, ...extensions: readonly ExtensionSpec[]) =>
    pki.issue({ subject: named(commonName), issuer, extensions: [...caExtensions, ...extensions] })
  it('a self-issued authority does not count for required policies', () => {
    const first = child(root, 'CA', pki.policyConstraints(2, undefined))
    const rollover = child(first, 'CA')
    expect(failures([first, rollover, leaf(rollover)])).toEqual([])
    const other = child(first, 'Other')
    expect(failures([first, other, leaf(other)])).toEqual(['policy-set'])
  })
  it('mapping is inhibited only from the depth that was stated', () => {
    const first = child(root, 'One', pki.certificatePolicies(p1), pki.policyConstraints(undefined, 1))
    const second = child(first, 'Two', pki.certificatePolicies(p1), pki.policyMappings([p1, p2]))
    expect(
      failures([first, second, leaf(second, [pki.certificatePolicies(p2)])], { requireExplicitPolicy: true }),
    ).toEqual([])
    const between = child(first, 'Between', pki.certificatePolicies(p1), pki.policyConstraints(undefined, 5))
    const third = child(between, 'Three', pki.certificatePolicies(p1), pki.policyMappings([p1, p2]))
    expect(
      failures([first, between, third, leaf(third, [pki.certificatePolicies(p2)])], { requireExplicitPolicy: true }),
      'a later, larger number changes nothing',
    ).toEqual(['policy', 'policy-set'])
  })
  it('anyPolicy is inhibited only from the depth that was stated', () => {
    const first = child(root, 'One', pki.certificatePolicies(p1), pki.inhibitAnyPolicy(1))
    const second = child(first, 'Two', pki.certificatePolicies(anyPolicy))
    expect(
      failures([first, second, leaf(second, [pki.certificatePolicies(p1)])], { requireExplicitPolicy: true }),
    ).toEqual([])
    expect(
      failures([first, second, leaf(second, [pki.certificatePolicies(anyPolicy)])], { requireExplicitPolicy: true }),
    ).toEqual(['policy', 'policy-set'])
  })
  it('the path length counts down over authorities', () => {
    const first = child(root, 'One')
    const limited = pki.issue({
      subject: named('Two'),
      issuer: first,
      extensions: [pki.basicConstraints(1), pki.keyUsage('keyCertSign')],
    })
    const third = child(limited, 'Three')
    const fourth = child(third, 'Four')
    expect(failures([first, limited, third, leaf(third)])).toEqual([])
    expect(failures([first, limited, third, fourth, leaf(fourth)])).toEqual(['path-length'])
  })
  it('one mapping of anyPolicy among others is enough to refuse', () => {
    const wrong = child(root, 'One', pki.certificatePolicies(p1), pki.policyMappings([p1, p2], [p1, anyPolicy]))
    expect(failures([wrong, leaf(wrong, [pki.certificatePolicies(p2)])])).toContain('policy-mappings')
  })
  it('an authority of version 1 is none', () => {
    const first = child(root, 'One')
    const old = { ...first.certificate, version: 1 as const }
    expect(
      validatePath({ path: [old, leaf(first).certificate], anchor: anchorOf(root.certificate), at }).conclusion
        .indication,
    ).toBe('INDETERMINATE')
  })
})

describe('name constraints at their edges', () => {
  const bound = (permitted: readonly pki.GeneralNameSpec[], excluded: readonly pki.GeneralNameSpec[] = []) =>
    ca(root, [...caExtensions, pki.nameConstraints(permitted, excluded)])
  const judge = (constraint: Holder, ...names: readonly pki.GeneralNameSpec[]) =>
    failures([
      constraint,
      pki.issue({ subject: named('Leaf'), issuer: constraint, extensions: [pki.subjectAltName(...names)] }),
    ]).length === 0
  it('one of several permitted subtrees is enough, one of several excluded too much', () => {
    expect(judge(bound([{ dns: 'a.test' }, { dns: 'b.test' }]), { dns: 'x.b.test' })).toBe(true)
    expect(judge(bound([], [{ dns: 'a.test' }, { dns: 'b.test' }]), { dns: 'x.b.test' })).toBe(false)
    expect(judge(bound([{ dns: 'a.test' }]), { dns: 'x.a.test' }, { dns: 'x.b.test' })).toBe(false)
  })
  it('a mailbox needs both parts', () => {
    for (const email of ['@example.test', 'ana@', 'example.test']) {
      expect(judge(bound([{ email: 'example.test' }]), { email }), email).toBe(false)
      expect(
        judge(bound([], [{ email: 'elsewhere.test' }]), { email }),
        `${email} cannot be judged, so it counts as excluded`,
      ).toBe(false)
    }
    expect(judge(bound([{ email: '.test' }]), { email: 'a@b.test' })).toBe(true)
    expect(judge(bound([{ email: '.b.test' }]), { email: 'a@.b.test' })).toBe(false)
  })
  it('hosts in numbers and letters are hosts, addresses are none', () => {
    expect(judge(bound([{ uri: '1a.test' }]), { uri: 'https://1a.test/' })).toBe(true)
    expect(judge(bound([{ uri: 'a.2' }]), { uri: 'https://a.2/' })).toBe(true)
    expect(judge(bound([], [{ uri: 'x.test' }]), { uri: 'https://10.0.0.1/' })).toBe(false)
    expect(judge(bound([{ uri: 'example.test' }]), { uri: ' https://example.test/' })).toBe(false)
    expect(judge(bound([{ uri: 'example.test' }]), { uri: 'https://example.test]/' })).toBe(false)
  })
  it('addresses of version 6, and of wrong length', () => {
    const six = (last: number, mask: number) => ({
      ip: Uint8Array.from([
        ...Array.from({ length: 15 }, () => 1),
        last,
        ...Array.from({ length: 15 }, () => 255),
        mask,
      ]),
    })
    const address = (last: number) => ({ ip: Uint8Array.from([...Array.from({ length: 15 }, () => 1), last]) })
    expect(judge(bound([six(4, 255)]), address(4))).toBe(true)
    expect(judge(bound([six(4, 255)]), address(5))).toBe(false)
    expect(judge(bound([six(4, 254)]), address(5))).toBe(true)
    expect(judge(bound([], [six(4, 255)]), { ip: Uint8Array.of(1, 2, 3) })).toBe(false)
    expect(judge(bound([], [six(4, 255)]), { ip: Uint8Array.of(1, 2, 3, 4) })).toBe(true)
  })
  it('says what is not permitted, and refuses more comparisons than are reasonable', () => {
    const constraint = bound([{ dns: 'a.test' }])
    const detail = (names: readonly pki.GeneralNameSpec[], issuer = constraint) =>
      validate([
        issuer,
        pki.issue({ subject: named('L'), issuer, extensions: [pki.subjectAltName(...names)] }),
      ]).checks.find(({ outcome }) => outcome === 'failed')?.detail
    expect(detail([{ dns: 'b.test' }])).toBe('dns b.test is not permitted')
    const many = bound(
      Array.from({ length: 1000 }, (_, index) => ({ dns: `p${String(index)}.test` })),
      [{ dns: 'x.test' }],
    )
    expect(
      detail(
        Array.from({ length: 1000 }, () => ({ dns: 'p1.test' })),
        many,
      ),
    ).toBe('too many names and constraints')
    expect(
      detail(
        Array.from({ length: 900 }, () => ({ dns: 'p1.test' })),
        many,
      ),
    ).toBeUndefined()
  })
})
