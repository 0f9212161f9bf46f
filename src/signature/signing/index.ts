/** Signing of PDFs (PAdES B-B, B-T) and the keys for it. */
export { createSelfIssuedSeal, type SelfIssuedSeal, type SelfIssuedSealInput } from './self-issued-seal.ts'
export { issueCertificate, type CertificateContent, type DistinguishedName, type KeyUsage } from './certificate.ts'
export { loadPkcs12, type Pkcs12Failure, type Pkcs12Outcome } from './pkcs12.ts'
export { writePkcs12 } from './pkcs12-writing.ts'
export { signerFromKey, type Signer, type SigningAlgorithm } from './signer.ts'
export { signPdf, type SignPdfInput } from './sign-pdf.ts'
export type { TimeStamp } from './cms.ts'
