import { describe, expect, it } from 'vitest'
import * as xades from 'xadesjs'
import { DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { issue, newKeys } from '../testing/pki/certificates.ts'
import { makeList, signList } from '../testing/pki/trusted-lists.ts'
import { verifyListSignature } from './list-signature.ts'
import { parseXml, XmlError } from './xml.ts'
import type { Document } from '@xmldom/xmldom'
import type { Holder } from '../testing/pki/certificates.ts'

const signer = issue({
  subject: [
    ['countryName', 'RO'],
    ['commonName', 'Operator'],
  ],
})
const other = issue({
  subject: [
    ['countryName', 'RO'],
    ['commonName', 'Altul'],
  ],
})
const plain = makeList({
  territory: 'RO',
  services: [
    { certificates: [signer.certificate], periods: [{ from: '2017-01-01T00:00:00Z', additional: ['ForeSignatures'] }] },
  ],
})
const list = signList(plain, signer).toString()

const verify = (xml: string | Uint8Array, pinned: readonly Holder[] = [signer]) =>
  verifyListSignature(parseXml(Buffer.from(xml)), { certificates: pinned.map(({ certificate }) => certificate) })
const why = (xml: string, pinned?: readonly Holder[]) => {
  const result = verify(xml, pinned)
  return result.ok ? 'verified' : result.why
}

describe('the signature of a list', () => {
  it('verifies, by ECDSA and by RSA, and says who signed and when', () => {
    expect(verify(list)).toMatchObject({
      ok: true,
      signingTime: new Date('2026-06-01T00:00:00Z'),
      signer: { fingerprint: signer.certificate.fingerprint },
    })
    const rsa = issue({ subject: [['commonName', 'RSA']], keys: newKeys('rsa') })
    expect(why(signList(plain, rsa).toString(), [rsa])).toBe('verified')
  })
  it('is right in the eyes of another implementation too', async () => {
    xades.setNodeDependencies({ DOMParser, XMLSerializer })
    xades.Application.setEngine('node', globalThis.crypto)
    // Its types are those of a browser's tree, which is not there.
    const document = xades.Parse(list) as unknown as Document
    const signed = new xades.SignedXml(document as never)
    const element = document.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')[0]
    if (element === undefined) throw new Error('no signature')
    signed.LoadXml(element as never)
    expect(await signed.Verify()).toBe(true)
  })
  it('survives a byte-order mark and other line ends, which XML reads as the same', () => {
    expect(verify(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(list)])).ok).toBe(true)
    expect(why(list.replaceAll('\n', '\r\n'))).toBe('verified')
  })
  it('needs a pinned signer, by certificate or by fingerprint', () => {
    expect(why(list, [other])).toBe('signer-not-pinned')
    expect(why(list, [])).toBe('signer-not-pinned')
    const byFingerprint = (fingerprint: string) =>
      verifyListSignature(parseXml(Buffer.from(list)), { fingerprints: [fingerprint] }).ok
    expect(byFingerprint(signer.certificate.fingerprint)).toBe(true)
    expect(byFingerprint(other.certificate.fingerprint)).toBe(false)
  })
  it('takes the certificate that the signature names when two pinned ones share a key', () => {
    const renewed = issue({ subject: [['commonName', 'Renewed']], keys: signer })
    expect(why(list, [renewed, signer])).toBe('verified')
    expect(why(list, [renewed]), 'the signed properties name the other').toBe('signature-form')
  })
})

describe('attacks on the signature of a list', () => {
  it.each<[string, (xml: string) => string, string]>([
    ['no signature', () => plain, 'unsigned'],
    ['two signatures', () => signList(list, other, 'second').toString(), 'several-signatures'],
    ['content changed', (xml) => xml.replace('>Operator<', '>Operatori<'), 'digest-differs'],
    [
      'a service added',
      (xml) => xml.replace('</TSPServices>', '<TSPService></TSPService></TSPServices>'),
      'digest-differs',
    ],
    [
      'signature value changed',
      (xml) => xml.replace(/<ds:SignatureValue>./, (match) => match.slice(0, -1) + (match.endsWith('A') ? 'B' : 'A')),
      'signature-wrong',
    ],
    [
      'digest in the signature changed',
      (xml) => xml.replace(/(<ds:Reference URI="">.*?<ds:DigestValue>)[^<]*/s, '$1AAAA'),
      'digest-differs',
    ],
    [
      'signing time changed',
      (xml) => xml.replace('2026-06-01T00:00:00Z</xades:SigningTime>', '2026-06-02T00:00:00Z</xades:SigningTime>'),
      'digest-differs',
    ],
    [
      'signature moved into the content',
      (xml) => {
        const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? ''
        return xml.replace(signature, '').replace('</SchemeInformation>', `${signature}</SchemeInformation>`)
      },
      'signature-not-at-root',
    ],
    [
      'wrapped: the signed list inside a false one',
      (xml) => {
        const inner = xml.replace(/^<\?xml[^>]*>\s*/, '')
        return plain.replace('</TrustServiceStatusList>', `${inner}</TrustServiceStatusList>`)
      },
      'signature-not-at-root',
    ],
    [
      'reference to an element instead of the document',
      (xml) => xml.replace('URI=""', 'URI="#list"'),
      'signature-form',
    ],
    [
      'a transform that selects',
      (xml) =>
        xml.replace(
          'http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform></ds:Transforms>',
          'http://www.w3.org/TR/1999/REC-xpath-19991116"></ds:Transform></ds:Transforms>',
        ),
      'signature-form',
    ],
    [
      'no enveloped transform',
      (xml) =>
        xml.replace(
          `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>`,
          '',
        ),
      'signature-form',
    ],
    ['reference to the network', (xml) => xml.replace('URI=""', 'URI="http://example.test/"'), 'signature-form'],
    [
      'the document signed twice',
      (xml) => xml.replace(/<ds:Reference URI="">.*?<\/ds:Reference>/s, (match) => match + match),
      'signature-form',
    ],
    [
      'an Id that is there twice',
      (xml) => xml.replace('<ds:Object>', '<ds:Object Id="sig-properties">'),
      'signature-form',
    ],
    [
      'digest by SHA-1',
      (xml) => xml.replace('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'),
      'algorithm-unsupported',
    ],
    ['unknown signature method', (xml) => xml.replace('#ecdsa-sha256', '#hmac-sha256'), 'algorithm-unsupported'],
  ])('%s', (_, attack, expected) => {
    expect(why(attack(list))).toBe(expected)
  })
  it('refuses signed properties that are not signed', () => {
    const without = list.replace(/<ds:Reference Type=.*?<\/ds:Reference>/s, '')
    expect(why(without)).toBe('signature-form')
  })
})

describe('XML that is refused before anything is looked at', () => {
  it.each<[string, string]>([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>`],
    ['a document type in other letters', '<!doctype x><x/>'],
    ['not well-formed', '<x><y></x>'],
    ['two roots', '<x/><y/>'],
    ['nothing', ''],
    ['no XML', 'TrustServiceStatusList'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><x/>'],
    ['nested deep', '<x>'.repeat(5000) + '</x>'.repeat(5000)],
    ['an entity', '<x>&undefined;</x>'],
  ])('%s', (_, text) => {
    expect(() => parseXml(Buffer.from(text))).toThrow(XmlError)
  })
  it('not UTF-8', () => {
    expect(() => parseXml(Uint8Array.of(0x3c, 0x78, 0x3e, 0xff, 0x3c, 0x2f, 0x78, 0x3e))).toThrow(XmlError)
  })
})
