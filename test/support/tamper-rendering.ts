/**
 * Whether a page of a changed file renders as it did when it was signed, by pdf.js. Where it does not, a green answer
 * must be a warning that names the page.
 */
import { checkIntegrity } from '../../src/signature/validation/integrity.ts'
import { decodePdf } from '../../src/paper/reading/decode-pdf.ts'

const longSide = 500

export function createRenderings() {
  const known = new Map<Uint8Array, Promise<string>>()
  const render = async (file: Uint8Array): Promise<string> => {
    const decoded = await decodePdf(new Uint8Array(file), 'file', 1, longSide)
    return decoded.ok ? Buffer.from(decoded.value.data).toString('latin1') : 'unreadable'
  }
  return {
    /** What is wrong with a green answer; undefined where it is right. */
    async faultOf(signed: Uint8Array, changed: Uint8Array): Promise<string | undefined> {
      const before = known.get(signed) ?? render(signed)
      known.set(signed, before)
      if ((await before) === (await render(changed))) return undefined
      const { verdict, signatures } = checkIntegrity(changed)
      const changes = signatures.flatMap(({ modifications }) => modifications)
      // What concerns the whole form names no page.
      const isReported =
        verdict === 'valid-warn' && changes.some(({ level, page }) => level === 'permitted' && (page ?? 1) === 1)
      return isReported ? undefined : `renders differently, and the answer is ${verdict}`
    },
  }
}
