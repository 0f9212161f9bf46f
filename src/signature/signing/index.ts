/** Signing of PDFs (PAdES B-B, B-T) and the keys for it. */
export { createSelfIssuedSeal, type SelfIssuedSeal } from './self-issued-seal.ts'
export { issueCertificate } from './certificate.ts'
export { loadPkcs12 } from './pkcs12.ts'
export { writePkcs12 } from './pkcs12-writing.ts'
export { signerFromKey, type Signer, type SigningAlgorithm } from './signer.ts'
export { signPdf } from './sign-pdf.ts'
export type { TimeStamp } from './cms.ts'
