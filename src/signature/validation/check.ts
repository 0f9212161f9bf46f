/**
 * One check with its outcome; every answer consists of checks. The catalogue states for each code which verdict a
 * failure gives and by which clause, so that a refusal can be explained years later.
 */
export type Verdict = 'valid' | 'valid-warn' | 'tampered' | 'invalid' | 'indeterminate' | 'no-signature' | 'error'

/** From best to worst; `no-signature` and `error` speak about a file and never about one signature. */
const order: readonly Verdict[] = [
  'valid',
  'valid-warn',
  'indeterminate',
  'invalid',
  'tampered',
  'error',
  'no-signature',
]

export function worse(a: Verdict, b: Verdict): Verdict {
  return order.indexOf(b) > order.indexOf(a) ? b : a
}

interface CatalogueEntry {
  /** Verdict of a signature for which the check fails. */
  readonly failure: Verdict
  readonly clause: string
}

const catalogue = {
  'file-readable': { failure: 'invalid', clause: 'ISO 32000-2, 7.5' },
  'limits-kept': { failure: 'indeterminate', clause: 'EN 319 102-1, 5.1.3' },
  'password-known': { failure: 'indeterminate', clause: 'ISO 32000-2, 7.6.4' },
  'content-opened': { failure: 'valid-warn', clause: 'ISO 32000-2, 7.6.4' },
  'signature-in-form': { failure: 'tampered', clause: 'ISO 32000-2, 12.7.5.5' },
  'signature-dictionary': { failure: 'invalid', clause: 'ISO 32000-2, 12.8.1, table 255' },
  'sub-filter-known': { failure: 'invalid', clause: 'ISO 32000-2, 12.8.3; EN 319 142-1, 6.2.1' },
  'byte-range-form': { failure: 'invalid', clause: 'ISO 32000-2, 12.8.1' },
  'byte-range-gap': { failure: 'tampered', clause: 'ISO 32000-2, 12.8.1; EN 319 142-1, 5.1' },
  'byte-range-overlap': { failure: 'tampered', clause: 'ISO 32000-2, 12.8.1' },
  'revision-end': { failure: 'tampered', clause: 'ISO 32000-2, 7.5.5 and 7.5.6' },
  'nothing-after-end': { failure: 'valid-warn', clause: 'ISO 32000-2, 7.5.5' },
  'covers-to-the-end': { failure: 'indeterminate', clause: 'ISO 32000-2, 12.8.1' },
  'signed-revision-readable': { failure: 'invalid', clause: 'ISO 32000-2, 7.5' },
  'signature-in-signed-revision': { failure: 'tampered', clause: 'ISO 32000-2, 12.8.1' },
  'nothing-after-last-revision': { failure: 'tampered', clause: 'ISO 32000-2, 7.5.5' },
  'revision-chain': { failure: 'tampered', clause: 'ISO 32000-2, 7.5.6' },
  'contents-filled': { failure: 'invalid', clause: 'ISO 32000-2, 12.8.1' },
  'signature-readable': { failure: 'invalid', clause: 'RFC 5652, 5.1; EN 319 102-1, 5.2.2' },
  'one-signer': { failure: 'invalid', clause: 'EN 319 142-1, 5.1' },
  'content-detached': { failure: 'invalid', clause: 'ISO 32000-2, 12.8.3.3; EN 319 142-1, 5.1' },
  'content-type': { failure: 'invalid', clause: 'RFC 5652, 11.1' },
  'signer-certificate': { failure: 'indeterminate', clause: 'EN 319 102-1, 5.2.3' },
  'algorithm-supported': { failure: 'indeterminate', clause: 'EN 319 102-1, 5.2.7' },
  'algorithms-allowed': { failure: 'invalid', clause: 'RFC 5754, 2; RFC 8419, 3; RFC 6211' },
  'attributes-form': { failure: 'invalid', clause: 'RFC 5652, 11; EN 319 122-1, 5' },
  'attributes-known': { failure: 'valid-warn', clause: 'RFC 5652, 5.3; EN 319 142-1, 5.2' },
  'digest-announced': { failure: 'valid-warn', clause: 'RFC 5652, 5.1' },
  'signer-certificate-settled': { failure: 'indeterminate', clause: 'EN 319 102-1, 5.2.3' },
  'content-repeated': { failure: 'valid-warn', clause: 'ISO 32000-2, 12.8.3.3; EN 319 142-1, 5.1' },
  'contents-padding': { failure: 'valid-warn', clause: 'ISO 32000-2, 12.8.1' },
  'algorithms-agree': { failure: 'valid-warn', clause: 'RFC 5652, 5.3' },
  'digest-strength': { failure: 'valid-warn', clause: 'TS 119 312, 7.1' },
  'key-unbroken': { failure: 'invalid', clause: 'TS 119 312, 8.1; EN 319 102-1, 5.2.8.4.4' },
  'key-strength': { failure: 'valid-warn', clause: 'TS 119 312, 8.1' },
  'message-digest': { failure: 'tampered', clause: 'RFC 5652, 11.2; EN 319 102-1, 5.2.7' },
  'signature-value': { failure: 'invalid', clause: 'RFC 5652, 5.6; EN 319 102-1, 5.2.7' },
  'signing-certificate-reference': { failure: 'invalid', clause: 'EN 319 122-1, 5.2.2' },
  'time-stamp-intact': { failure: 'invalid', clause: 'RFC 3161, 2.4.2; EN 319 122-1, 5.3' },
  'time-stamp': { failure: 'valid-warn', clause: 'RFC 3161, 2.4.2; EN 319 102-1, 5.4' },
  'later-revisions-unambiguous': { failure: 'tampered', clause: 'ISO 32000-2, 7.3.7, 7.5.4 and 7.5.8' },
  'later-changes-permitted': { failure: 'tampered', clause: 'ISO 32000-2, 12.8.2.2 to 12.8.2.4' },
  'no-later-changes': { failure: 'valid-warn', clause: 'ISO 32000-2, 12.8.2.2' },
  'no-shadow-content': { failure: 'valid-warn', clause: 'NDSS 2021, shadow attacks' },
  'annotations-apart': { failure: 'indeterminate', clause: 'ISO 32000-2, 12.5.2' },
  'unambiguous-objects': { failure: 'indeterminate', clause: 'ISO 32000-2, 7.3.7 and 7.5' },
  'unambiguous-metadata': { failure: 'valid-warn', clause: 'ISO 32000-2, 7.3.7 and 14.3' },
} as const satisfies Record<string, CatalogueEntry>

export type CheckCode = keyof typeof catalogue

export interface Check {
  readonly code: CheckCode
  readonly outcome: 'passed' | 'failed' | 'indeterminate'
  readonly clause: string
  readonly details?: Readonly<Record<string, string | number>>
}

export function check(code: CheckCode, passed: boolean, details?: Check['details']): Check {
  const { clause } = catalogue[code]
  return { code, outcome: passed ? 'passed' : 'failed', clause, ...(details && !passed ? { details } : {}) }
}

/** The worst verdict that the checks give. A check that could not be made leaves the question open. */
export function verdictOf(checks: readonly Check[]): Verdict {
  let verdict: Verdict = 'valid'
  for (const { code, outcome } of checks)
    if (outcome === 'failed') verdict = worse(verdict, catalogue[code].failure)
    else if (outcome === 'indeterminate') verdict = worse(verdict, 'indeterminate')
  return verdict
}
