import { describe, expect, it } from 'vitest'
import { deflateSync } from 'node:zlib'
import { checkIntegrity } from '../validation/integrity.ts'
import { appendRevision, latin1, stream } from './plain-pdf.ts'
import { signedForm } from './signed-form.ts'
import { createTestSigner, signPlain, signRevision } from './test-signer.ts'
import { detachedSignature } from '../signing/cms.ts'
import { bodies, numbers as n, signatureBody, updated, waitingForm } from './form-document.ts'

const signer = await createTestSigner()
const store =
  '<< /Type /DSS /Certs [31 0 R] /OCSPs [] /VRI << /00112233445566778899AABBCCDDEEFF00112233 << /Cert [31 0 R] /TU (D:20261123101500Z) >> >> >>'
const certificate = () => stream(Buffer.from(signer.certificate).toString('latin1'))

describe('honest files', () => {
  it.each([undefined, 1, 2, 3] as const)('a signed form is valid (certification %s)', async (certify) => {
    const report = checkIntegrity(await signedForm(signer, certify === undefined ? {} : { certify }))
    expect(report.verdict).toBe('valid')
    expect(report.signatures).toMatchObject([{ field: 'Semnatura', coverage: 'whole-file', modifications: [] }])
  })

  it.each([undefined, 1, 2, 3] as const)('a security store raises no alarm (certification %s)', async (certify) => {
    const signed = await signedForm(signer, certify === undefined ? {} : { certify })
    const catalog = bodies.catalog(`/DSS 30 0 R ${certify === undefined ? '' : '/Perms << /DocMDP 11 0 R >>'}`)
    const report = checkIntegrity(updated(signed, [n.catalog, catalog], [30, store], [31, certificate()]))
    expect(report.verdict).toBe('valid')
    expect(report.signatures[0]?.modifications).toMatchObject([
      { what: 'security-store', level: 'silent', revision: 1 },
    ])
  })

  it('a second, invisible signature raises no alarm for the first', async () => {
    const signed = await signedForm(signer)
    const twice = await signPlain(
      signed,
      new Map([
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 30 0 R')],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [30, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 31 0 R >>'],
        [31, signatureBody()],
      ]),
      await createTestSigner('Ion IONESCU'),
    )
    const report = checkIntegrity(twice)
    expect(report.verdict).toBe('valid')
    expect(report.signatures.map(({ field, coverage }) => [field, coverage])).toEqual([
      ['Semnatura', 'whole-revision'],
      ['Martor', 'whole-file'],
    ])
  })

  const annotations = '7 0 R 9 0 R 8 0 R 30 0 R'
  const secondField = (entries: string) =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /P 3 0 R /F 132 ${entries} >>`
  const witness = async (changes: Map<number, string>, entries: string, certify?: 2 | 3) => {
    const signed = await signedForm(signer, { changes, ...(certify === undefined ? {} : { certify }) })
    const twice = await signPlain(
      signed,
      new Map([
        ...(changes.size === 0
          ? [[n.form, bodies.form(annotations)] as const, [n.page, bodies.page('', annotations)] as const]
          : []),
        [30, secondField(`${entries} /V 31 0 R /AP << /N 32 0 R >>`)],
        [31, signatureBody()],
        [32, bodies.face('Semnat: Ion IONESCU')],
      ]),
      await createTestSigner('Ion IONESCU'),
    )
    return checkIntegrity(twice)
  }
  const line = (entries: string) =>
    new Map([
      [n.form, bodies.form(annotations)],
      [n.page, bodies.page('', annotations)],
      [30, secondField(entries)],
    ])

  it.each<[string, Map<number, string>, string]>([
    ['on a blank place', new Map(), '/Rect [320 100 520 160]'],
    ['on the signature line made for it', line('/Rect [320 100 520 160]'), '/Rect [320 100 520 160]'],
    ['on a large signature line made for it', line('/Rect [0 0 595 400]'), '/Rect [0 0 595 400]'],
    ['where the program always puts it, on the face of the first', new Map(), '/Rect [72 100 272 160]'],
    ['over a field that is still empty', new Map(), '/Rect [72 600 272 620]'],
  ])('a second signer signs visibly %s: a warning, not refused', async (_, changes, entries) => {
    for (const certify of [undefined, 2, 3] as const) {
      const report = await witness(changes, entries, certify)
      expect(report.verdict).toBe('valid-warn')
      expect(report.signatures[0]?.modifications).toContainEqual(
        expect.objectContaining({ what: 'visible-signature-added', level: 'permitted', page: 1 }),
      )
      expect(report.signatures[1]?.verdict).toBe('valid')
    }
  })

  it('a second signer signs a waiting field without room: no alarm', async () => {
    expect((await witness(line('/Rect [0 0 0 0]'), '/Rect [0 0 0 0]')).verdict).toBe('valid')
  })

  it('an object written again, with another spelling of the same, is no change', async () => {
    const signed = await signedForm(signer)
    const page = bodies
      .page()
      .replace('/Type /Page', '/Type/P#61ge')
      .replace('<< /F1 6 0 R >>', '<</F1 6 0 R/Absent null>>')
    expect(
      checkIntegrity(updated(signed, [n.page, page], [n.pages, bodies.pages().replace('595', '595.0')])).verdict,
    ).toBe('valid')
  })

  it('a stream compressed anew is no change', async () => {
    const signed = await signedForm(signer)
    const plain = latin1(
      '/P << /MCID 0 >> BDC BT /F1 12 Tf 72 760 Td (Solicit anonimizarea dosarului) Tj ET EMC q 1 0 0 1 72 700 cm /Fm Do Q q 40 0 0 40 480 760 cm /Im Do Q',
    )
    const packed = deflateSync(plain).toString('latin1')
    expect(checkIntegrity(updated(signed, [n.content, stream(packed, '/Filter /FlateDecode')])).verdict).toBe('valid')
  })

  it('a form value is reported with what it was and is', async () => {
    const signed = await signedForm(signer)
    const report = checkIntegrity(updated(signed, [n.motive, bodies.motive('motive personale')]))
    expect(report.verdict).toBe('valid-warn')
    expect(report.signatures[0]?.modifications).toContainEqual(
      expect.objectContaining({
        what: 'form-value',
        field: 'motiv',
        before: '',
        after: 'motive personale',
        level: 'permitted',
      }),
    )
  })

  it('a lock binds the named field and no other', async () => {
    const signed = await signedForm(signer, { lock: ['cnp'] })
    expect(checkIntegrity(updated(signed, [n.motive, bodies.motive('motive personale')])).verdict).toBe('valid-warn')
  })

  it('a note and its structure element are permitted under P=3', async () => {
    const signed = await signedForm(signer, { certify: 3 })
    const report = checkIntegrity(
      updated(
        signed,
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R')],
        [30, '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (nota) /StructParent 1 >>'],
        [n.structure, bodies.structure('15 0 R 31 0 R')],
        [31, '<< /Type /StructElem /S /Annot /P 14 0 R /K << /Type /OBJR /Obj 30 0 R >> >>'],
      ),
    )
    expect(report.verdict).toBe('valid-warn')
  })

  it('prepared content is never plain green; annotations over each other leave the question open', async () => {
    const link = '<< /Type /Annot /Subtype /Link /Rect [10 10 50 20] >>'
    expect(checkIntegrity(await signedForm(signer, { changes: new Map([[30, bodies.page()]]) })).verdict).toBe(
      'valid-warn',
    )
    expect(
      checkIntegrity(
        await signedForm(signer, {
          changes: new Map([
            [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 30 0 R 31 0 R')],
            [30, link],
            [31, link],
          ]),
        }),
      ).verdict,
    ).toBe('indeterminate')
  })

  it('a file that cannot be opened gets a warning: the signature is right, and what it covers cannot be seen', async () => {
    const trailer = '/Encrypt << /Filter /Adobe.PubSec /V 2 >> /ID [<00> <00>]'
    const { document, objects } = waitingForm()
    const report = checkIntegrity(
      await signRevision(
        appendRevision(document, new Map([[40, 'null']]), { trailer }),
        objects,
        (digest) => detachedSignature(digest, signer),
        { trailer },
      ),
    )
    expect(report.signatures[0]?.checks.filter(({ outcome }) => outcome !== 'passed').map(({ code }) => code)).toEqual([
      'content-opened',
    ])
    expect(report.verdict).toBe('valid-warn')
  })

  it('gives back the bytes that were signed', async () => {
    const signed = await signedForm(signer)
    const report = checkIntegrity(updated(signed, [n.motive, bodies.motive('motive personale')]))
    expect(report.signatures[0]?.signedLength).toBe(signed.length)
  })

  it('an unsigned form has no signature', async () => {
    const { formDocument } = await import('./form-document.ts')
    expect(checkIntegrity(formDocument())).toMatchObject({ verdict: 'no-signature', signatures: [] })
  })
})

describe('what signing programs do along with a signature', () => {
  const attempt = async (
    changes: Map<number, string | null>,
    objects: Map<number, string>,
    more: { certify?: 1 | 2 | 3; entries?: string } = {},
  ) => {
    const signed = await signedForm(signer, { changes, ...more })
    expect(checkIntegrity(signed).verdict).toBe('valid')
    return checkIntegrity(await signPlain(signed, objects, await createTestSigner('Ion IONESCU')))
  }
  const list = '7 0 R 9 0 R 8 0 R 30 0 R'
  const line = (entries = '', subtype = '/Type /Annot /P 3 0 R') =>
    `<< /Subtype /Widget /FT /Sig /T (Martor) /Rect [320 100 520 160] /F 132 ${subtype} ${entries} >>`
  const waiting = (field: string) =>
    new Map<number, string | null>([
      [n.form, bodies.form(list)],
      [n.page, bodies.page('', list)],
      [30, field],
    ])

  it('a whole structure tree is brought to a document that has none', async () => {
    const plain = (extra: string) => `<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /Metadata 16 0 R ${extra} >>`
    const untagged: Map<number, string | null> = new Map([
      [n.catalog, plain('')],
      [n.structure, null],
      [n.element, null],
      [n.page, bodies.page().replace('/StructParents 0', '')],
    ])
    const tree = (element: string) =>
      new Map([
        [n.catalog, plain('/StructTreeRoot 40 0 R /MarkInfo << /Marked true >>')],
        [n.form, bodies.form(list)],
        [n.page, bodies.page('/Tabs /S', list).replace('/StructParents 0', '/StructParents 1')],
        [30, line('/V 31 0 R /StructParent 0').replace('320 100 520 160', '0 0 0 0')],
        [31, signatureBody()],
        [
          40,
          '<< /Type /StructTreeRoot /K 41 0 R /ParentTree << /Nums [0 42 0 R 1 []] >> /ParentTreeNextKey 2 /RoleMap << /Semnatura /Form >> >>',
        ],
        [41, '<< /Type /StructElem /S /Document /P 40 0 R /K [42 0 R] >>'],
        [42, `<< /Type /StructElem /S /Semnatura /P 41 0 R /Pg 3 0 R ${element} >>`],
      ])
    expect((await attempt(untagged, tree('/K << /Type /OBJR /Obj 30 0 R >>'))).verdict).toBe('valid')
    expect((await attempt(untagged, tree('/K << /Type /OBJR /Obj 7 0 R >>'))).verdict).toBe('tampered')
    expect((await attempt(untagged, tree('/K 0'))).verdict).toBe('tampered')
  })

  it.each([
    ['that has no page yet', line('', '/Type /Annot'), line('/V 31 0 R')],
    ['that has no type yet', line('', '/P 3 0 R'), line('/V 31 0 R')],
    ['that gets a tooltip and a flag', line(), line('/V 31 0 R /TU (aici) /Ff 1')],
  ])('a field that waited, %s, is completed', async (_, before, after) => {
    const { verdict, signatures } = await attempt(
      waiting(before),
      new Map([
        [30, after],
        [31, signatureBody()],
      ]),
    )
    expect([verdict, signatures[0]?.modifications.filter(({ level }) => level !== 'silent')]).toEqual(['valid', []])
  })

  it('a level beside its place in the standard refuses nothing, and what goes against it is reported', async () => {
    const transform =
      '/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(cnp)] /P 1 >> >>]'
    const report = await attempt(
      waiting(line()),
      new Map([
        [30, line('/V 31 0 R')],
        [31, signatureBody()],
      ]),
      { entries: transform },
    )
    expect(report.verdict).toBe('valid-warn')
  })

  it('a message authentication code of the file is made anew', async () => {
    const code = (octets: string) => `/AuthCode << /MACLocation /Standalone /MAC <${octets}> /ByteRange [0 1 2 3] >>`
    const { document, objects } = waitingForm()
    const first = await signRevision(document, objects, (digest) => detachedSignature(digest, signer), {
      trailer: code('00'),
    })
    const later = appendRevision(first, new Map([[n.metadata, bodies.metadata('2027-01-01')]]), { trailer: code('01') })
    expect(checkIntegrity(later).verdict).toBe('valid')
  })

  it('evidence that a signature covered goes away: reported for it alone', async () => {
    const signed = await signedForm(signer)
    const stored = updated(
      signed,
      [n.catalog, bodies.catalog('/DSS 30 0 R')],
      [30, '<< /Type /DSS /Certs [31 0 R] >>'],
      [31, certificate()],
    )
    const twice = await signPlain(
      stored,
      new Map([
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 40 0 R')],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 40 0 R')],
        [40, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 41 0 R >>'],
        [41, signatureBody()],
      ]),
      await createTestSigner('Ion IONESCU'),
    )
    const report = checkIntegrity(updated(twice, [n.catalog, bodies.catalog('')]))
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid-warn'])
  })
})

describe('a signature proves itself', () => {
  const list = '7 0 R 9 0 R 8 0 R 30 0 R'
  const field = (value: string) =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Martor) /Rect [0 0 0 0] /P 3 0 R /F 132 /V ${value} >>`
  const lists: [number, string][] = [
    [n.form, bodies.form(list)],
    [n.page, bodies.page('', list)],
  ]

  it.each([
    ['a text', '(semnat)'],
    ['the value of the first signature', '11 0 R'],
    ['a dictionary without a signature', '<< /Type /Sig /SubFilter /ETSI.CAdES.detached >>'],
  ])('%s is none', async (_, value) => {
    const signed = await signedForm(signer)
    expect(checkIntegrity(updated(signed, ...lists, [30, field(value)])).verdict).not.toMatch(/^valid/)
  })

  it('one that does not verify is none, for the first signer too', async () => {
    const signed = await signedForm(signer)
    const other = await createTestSigner('Ion IONESCU')
    const objects = new Map([
      ...lists,
      [30, field('31 0 R')] as [number, string],
      [31, signatureBody()] as [number, string],
    ])
    const wrong = await signRevision(signed, objects, (digest) =>
      detachedSignature(Buffer.from(digest).reverse(), other),
    )
    expect(checkIntegrity(wrong).signatures.map(({ verdict }) => verdict)).toEqual(['tampered', 'tampered'])
  })
})
