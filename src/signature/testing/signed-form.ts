/** The form document, signed in its signature field. */
import type { Signer } from '../signing/index.ts'
import { type SignedFormOptions, waitingForm } from './form-document.ts'
import { signPlain } from './test-signer.ts'

export async function signedForm(signer: Signer, options: SignedFormOptions = {}): Promise<Buffer> {
  const { document, objects } = waitingForm(options)
  return signPlain(document, objects, signer)
}
