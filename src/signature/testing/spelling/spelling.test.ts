/**
 * The generator "spelling": objects of an honestly signed file written again, and written differently before they are
 * signed. What all readers take for the same is no change; what they take in different ways is refused when it comes
 * later, and leaves the question open when it was signed.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Signer } from '../../signing/index.ts'
import { checkIntegrity } from '../../validation/integrity.ts'
import { bodies, numbers as n } from '../form-document.ts'
import { stream } from '../plain-pdf.ts'
import { signedForm } from '../signed-form.ts'
import { createTestSigner } from '../test-signer.ts'
import { framesOf, streamFrames } from './frames.ts'
import { appendRaw, rawObject } from './raw-revision.ts'
import { spellingsOf } from './tokens.ts'

/** Objects in their usual spelling; one of each role. */
const objects = new Map<number, string>([
  [n.catalog, bodies.catalog()],
  [n.pages, bodies.pages()],
  [n.page, bodies.page()],
  [n.form, bodies.form()],
  [n.font, bodies.font()],
  [n.cnp, bodies.cnp()],
  [n.cnpFace, bodies.face()],
])
const content = 'BT /F1 12 Tf 72 760 Td (Solicit anonimizarea dosarului) Tj ET'
const share = Number(process.env['SPELLING_SHARE'] ?? '5')

describe('other spellings of what was signed', () => {
  let signer: Signer
  let signed: Buffer
  let withContent: Buffer
  beforeAll(async () => {
    signer = await createTestSigner()
    signed = await signedForm(signer)
    withContent = await signedForm(signer, { changes: new Map([[n.content, stream(content)]]) })
  })
  /** Without its catalogue a file opens for nobody. */
  const refusedFor = (number: number) => (number === n.catalog ? /^(tampered|invalid)$/ : /^tampered$/)
  const later = (pdf: Buffer) => {
    const { verdict, signatures } = checkIntegrity(pdf)
    const failed = signatures.flatMap(({ checks }) =>
      checks.filter(({ outcome }) => outcome !== 'passed').map(({ code }) => code),
    )
    return { verdict, failed }
  }

  const tokens = [...objects].flatMap(([number, body]) =>
    spellingsOf(body).map((spelling) => ({ ...spelling, number })),
  )
  it.each(tokens.filter((_, index) => index % share === 0))(
    'object $number, $kind: $name',
    ({ number, body, kind }) => {
      const { verdict, failed } = later(appendRaw(signed, rawObject(number, body)))
      if (kind === 'clear') expect({ verdict, failed }).toEqual({ verdict: 'valid', failed: [] })
      else {
        expect(verdict).toMatch(refusedFor(number))
        if (verdict === 'tampered') expect(failed).toContain('later-revisions-unambiguous')
      }
    },
  )

  it.each([...objects].flatMap(([number, body]) => framesOf(number, body)).filter((_, index) => index % 3 === 0))(
    'frame of object $number, $kind: $name',
    ({ kind, ...object }) => {
      const { verdict } = later(appendRaw(signed, object))
      expect(verdict).toMatch(kind === 'clear' ? /^valid$/ : refusedFor(object.number))
    },
  )

  it.each(streamFrames(n.content, content, ''))('stream, $kind: $name', ({ kind, ...object }) => {
    const { verdict, failed } = later(appendRaw(withContent, object))
    if (kind === 'clear') expect({ verdict, failed }).toEqual({ verdict: 'valid', failed: [] })
    else {
      expect(verdict).toBe('tampered')
      expect(failed).toContain('later-revisions-unambiguous')
    }
  })

  it.each(streamFrames(n.content, content, ''))('signed stream, $kind: $name', async ({ kind, number, text }) => {
    const body = text.slice(text.indexOf('obj\n') + 4, text.lastIndexOf('\nendobj'))
    const { verdict } = later(await signedForm(signer, { changes: new Map([[number, body]]) }))
    expect(verdict).toBe(kind === 'clear' ? 'valid' : 'indeterminate')
  })

  it.each(tokens.filter(({ kind }, index) => kind === 'ambiguous' && index % (4 * share) === 0))(
    'signed object $number: $name',
    async ({ number, body }) => {
      const { verdict } = later(await signedForm(signer, { changes: new Map([[number, body]]) }))
      expect(verdict).not.toMatch(/^valid/)
    },
  )

  it('keys written twice in what was signed leave the question open', async () => {
    const twice = bodies.page().replace('/Contents 4 0 R', '/Contents 40 0 R /Contents 4 0 R')
    const changes = new Map([
      [n.page, twice],
      [40, stream('BT /F1 12 Tf 72 760 Td (Solicit stergerea) Tj ET')],
    ])
    expect(later(await signedForm(signer, { changes }))).toEqual({
      verdict: 'indeterminate',
      failed: ['unambiguous-objects'],
    })
  })

  it('what is ambiguous in metadata alone is a warning: no reader shows it', async () => {
    const metadata = bodies.metadata().replace(/\/Length \d+/, '/Length 3')
    const wrong = await signedForm(signer, { changes: new Map([[n.metadata, metadata]]) })
    expect(later(wrong)).toEqual({ verdict: 'valid-warn', failed: ['unambiguous-metadata'] })
  })
})
