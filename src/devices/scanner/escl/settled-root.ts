/** Finds the final address of a scanner: many redirect from their plain address to their encrypted one. */
import { esclHttp } from './escl-http.ts'
import { MOST_XML_BYTES } from './escl-xml.ts'

const ANSWER_MS = 5_000
const RESOURCE = '/ScannerCapabilities'

/**
 * Returns the root that a person chose, or the encrypted one of the same device if it redirects there. Other redirects
 * are ignored.
 */
export async function settledRoot(root: string): Promise<string> {
  const origin = new URL(root)
  const anyCertificate = { known: () => null, first: () => undefined }
  const reply = await esclHttp(origin, anyCertificate).call({
    path: `${origin.pathname.replace(/\/+$/, '')}${RESOURCE}`,
    mostBytes: MOST_XML_BYTES,
    silenceMs: ANSWER_MS,
    wholeMs: ANSWER_MS,
  })
  if (!reply.ok || ![301, 302, 303, 307, 308].includes(reply.answer.status)) return root
  const target = reply.answer.location === null ? null : URL.parse(reply.answer.location, root)
  const isTheSame =
    target?.protocol === 'https:' &&
    target.hostname === origin.hostname &&
    target.username === '' &&
    target.pathname.endsWith(RESOURCE)
  return isTheSame ? `${target.origin}${target.pathname.slice(0, -RESOURCE.length)}` : root
}
