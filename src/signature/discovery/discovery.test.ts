/** What is a signature of this document, and what only looks like one. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Signer } from '../signing/index.ts'
import { bodies, formDocument, numbers as n, signatureBody, updated } from '../testing/form-document.ts'
import { appendRevision, latin1, stream, writePdf } from '../testing/plain-pdf.ts'
import { signedForm } from '../testing/signed-form.ts'
import { createTestSigner, signPlain } from '../testing/test-signer.ts'
import { checkIntegrity } from '../validation/integrity.ts'

let signer: Signer
let signed: Buffer
beforeAll(async () => {
  signer = await createTestSigner()
  signed = await signedForm(signer)
})
const failedIn = (pdf: Uint8Array) => {
  const { verdict, signatures, checks } = checkIntegrity(pdf)
  const all = [...checks, ...signatures.flatMap((signature) => signature.checks)]
  return { verdict, failed: [...new Set(all.filter(({ outcome }) => outcome !== 'passed').map(({ code }) => code))] }
}
const rightsIn = (key = 'UR3') =>
  signPlain(
    formDocument(),
    new Map([
      [n.catalog, bodies.catalog(`/Perms << /${key} 60 0 R >>`)],
      [60, signatureBody()],
    ]),
    signer,
  )

describe('usage rights of a form that its vendor made savable', () => {
  it.each(['UR3', 'UR'])('under %s are the signature of no person', async (key) => {
    expect(checkIntegrity(await rightsIn(key)).verdict).toBe('no-signature')
  })

  it('do not stand in the way of the person who signs', async () => {
    const form = await rightsIn()
    const pdf = await signPlain(
      form,
      new Map([
        [n.signatureField, bodies.signatureField('/V 11 0 R')],
        [n.signature, signatureBody()],
      ]),
      signer,
    )
    expect(failedIn(pdf)).toEqual({ verdict: 'valid', failed: [] })
    expect(checkIntegrity(pdf).signatures).toHaveLength(1)
  })

  it('are not what a removed signature turns into', () => {
    const hidden = updated(
      signed,
      [n.catalog, bodies.catalog('/Perms << /UR3 11 0 R >>')],
      [n.form, bodies.form('7 0 R 9 0 R')],
      [n.page, bodies.page('', '7 0 R 9 0 R')],
    )
    expect(checkIntegrity(hidden).verdict).toBe('tampered')
  })

  it('do not hide a second signature', async () => {
    const form = await rightsIn()
    const stray = appendRevision(form, new Map([[61, signatureBody()]]))
    expect(checkIntegrity(stray).verdict).toBe('tampered')
  })
})

describe('words that look like a signature', () => {
  const attached = (data: string) =>
    new Map([
      [n.catalog, bodies.catalog('/Names << /EmbeddedFiles << /Names [(a) 40 0 R] >> >>')],
      [40, '<< /Type /Filespec /F (a.pdf) /EF << /F 41 0 R >> >>'],
      [41, stream(data, '/Type /EmbeddedFile')],
    ])

  it('in an attached file are that file’s own', async () => {
    const inner = signed.toString('latin1')
    const pdf = await signedForm(signer, { changes: attached(inner) })
    expect(failedIn(pdf)).toEqual({ verdict: 'valid', failed: [] })
    expect(checkIntegrity(formDocument(attached(inner))).verdict).toBe('no-signature')
    expect(failedIn(updated(pdf, [n.motive, bodies.motive()]))).toEqual({ verdict: 'valid', failed: [] })
  })

  it.each([
    'endobj',
    'endstream endobj',
    '5 0 obj << /ByteRange [0 1 2 3] /Contents <00> >> endobj',
    'startxref\n0\n%%EOF',
    'xref\n0 1\ntrailer',
  ])('in an attached text with %j', async (words) => {
    const pdf = await signedForm(signer, { changes: attached(`/ByteRange\n${words}\n/ByteRange [0 1 2 3]\n`) })
    expect(failedIn(pdf)).toEqual({ verdict: 'valid', failed: [] })
  })

  it('a hundred thousand times cost what one costs', async () => {
    const pdf = await signedForm(signer, { changes: attached('5 0 obj /ByteRange '.repeat(100_000)) })
    expect(checkIntegrity(pdf, { limits: { steps: 20_000, objects: 2000 } }).verdict).toBe('valid')
  })

  it.each([
    ['a text', bodies.motive('/ByteRange [0 1 2 3] /Contents')],
    ['a comment', bodies.motive('').replace('<<', '<< % /ByteRange [0 1 2 3] /Contents <00>\n')],
    ['a longer name', bodies.motive('', '/ByteRanges [0 1 2 3]')],
  ])('in %s are none', async (_, body) => {
    const changes = new Map([[n.motive, body]])
    expect(failedIn(await signedForm(signer, { changes }))).toEqual({ verdict: 'valid', failed: [] })
    expect(checkIntegrity(formDocument(changes)).verdict).toBe('no-signature')
  })

  it('the authentication code in the trailer of an encrypted file is none', () => {
    const code = '/AuthCode << /MACLocation /Standalone /ByteRange [0 10 20 30] /MAC <00> >>'
    const pdf = appendRevision(formDocument(), new Map([[41, 'null']]), { trailer: code })
    expect(checkIntegrity(pdf).verdict).toBe('no-signature')
    const plain = appendRevision(formDocument(), new Map([[41, 'null']]), {
      trailer: '/X << /ByteRange [0 10 20 30] >>',
    })
    expect(checkIntegrity(plain).verdict).toBe('invalid')
  })

  it('outside of every object stay a finding', () => {
    const pdf = Buffer.concat([formDocument(), latin1('% /ByteRange [0 1 2 3]\n')])
    expect(checkIntegrity(pdf).verdict).toBe('invalid')
    expect(checkIntegrity(writePdf(new Map([[1, '<< /Type /Catalog >>']]))).verdict).toBe('no-signature')
  })
})

describe('white space after the end', () => {
  it.each(['\r\n', ' ', '\n\n\n', '\0\0', ' '.repeat(5000)])('of the kind %j is a warning', (blanks) => {
    expect(failedIn(Buffer.concat([signed, latin1(blanks)]))).toEqual({
      verdict: 'valid-warn',
      failed: ['nothing-after-end'],
    })
  })
  it.each(['x', '%', '\r\nx', '<'])('ends where anything else stands: %j', (rest) => {
    expect(checkIntegrity(Buffer.concat([signed, latin1(rest)])).verdict).toBe('tampered')
  })
})
