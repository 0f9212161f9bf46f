import { createHash, randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { Fetcher } from '../network/fetch.ts'
import { detachedSignature } from '../signing/cms.ts'
import { signerFromKey } from '../signing/index.ts'
import { makeOcspResponse, makeRevocationList } from '../testing/pki/revocation.ts'
import { responderLocation, revocationLocation, romanianPki } from '../testing/pki/romania.ts'
import { signRevision } from '../testing/test-signer.ts'
import { noMaterial } from './messages.ts'
import { validateOnline } from './online.ts'
import { createValidator } from './validator.ts'
import { bodies, formDocument, numbers as n, signatureBody } from '../testing/form-document.ts'

const pki = romanianPki()
const ana = pki.person('POPESCU', 'Ana', '2850615220019')
const at = new Date('2026-11-23T10:00:00Z')
const tomorrow = new Date(at.getTime() + 86_400_000)
const signer = signerFromKey(ana.privateKey, ana.certificate.raw, [])
const signed = await signRevision(
  formDocument(),
  new Map([
    [n.signatureField, bodies.signatureField('/V 11 0 R')],
    [n.signature, signatureBody()],
  ]),
  (digest) => detachedSignature(digest, signer),
)
const validator = createValidator({ material: { ...noMaterial, anchors: [pki.authority.certificate.raw] } })
afterAll(() => validator.close())

/** Answers by address; what it was asked is kept. */
function answering(answers: Record<string, Uint8Array>): { fetcher: Fetcher; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    fetcher: ({ url }) => {
      asked.push(url)
      const bytes = answers[url]
      return Promise.resolve(
        bytes
          ? { ok: true, value: { url, finalUrl: url, at, bytes, contentType: undefined } }
          : { ok: false, problem: { code: 'unreachable', detail: 'no route' } },
      )
    },
  }
}
const ocsp = (status: 'good' | { revokedAt: Date }) =>
  makeOcspResponse({
    signer: pki.responder,
    issuer: pki.authority.certificate,
    certificate: ana.certificate,
    status,
    producedAt: at,
    nextUpdate: tomorrow,
  })
const run = (fetcher: Fetcher) => validateOnline({ bytes: signed, at }, { validator, fetcher, randomBytes })

describe('validation with the network', () => {
  it('asks the responder at the arrival, and keeps what it said', async () => {
    const { fetcher, asked } = answering({ [responderLocation]: ocsp('good') })
    const { report, fetched } = await run(fetcher)
    expect(report.signatures[0]?.trust.indication).toBe('TOTAL_PASSED')
    expect(asked).toEqual([responderLocation])
    expect(fetched.map(({ url, bytes }) => [url, createHash('sha256').update(bytes).digest('hex').length])).toEqual([
      [responderLocation, 64],
    ])
  })

  it('falls back to the list when no responder answers', async () => {
    const { fetcher, asked } = answering({
      [revocationLocation]: makeRevocationList({ signer: pki.authority, thisUpdate: at, nextUpdate: tomorrow }),
    })
    const { report, failures } = await run(fetcher)
    expect(report.signatures[0]?.trust.indication).toBe('TOTAL_PASSED')
    expect(asked).toEqual([responderLocation, revocationLocation])
    expect(failures).toMatchObject([{ url: responderLocation, problem: { code: 'unreachable' } }])
  })

  it('a network that is down leaves the question open, and is never "revoked"', async () => {
    const { fetcher } = answering({})
    const { report, failures } = await run(fetcher)
    expect(report.signatures[0]?.trust).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' })
    expect(failures).toHaveLength(2)
  })

  it('a revoked certificate stays revoked', async () => {
    const { fetcher } = answering({ [responderLocation]: ocsp({ revokedAt: new Date('2026-11-20T00:00:00Z') }) })
    expect((await run(fetcher)).report.signatures[0]?.trust.subIndication).toBe('REVOKED_NO_POE')
  })

  it('asks nothing about a file whose integrity failed', async () => {
    const broken = Buffer.from(signed)
    broken[broken.indexOf('anonimizarea')] = 0x41
    const { fetcher, asked } = answering({})
    await validateOnline({ bytes: broken, at }, { validator, fetcher, randomBytes })
    expect(asked).toEqual([])
  })
})
