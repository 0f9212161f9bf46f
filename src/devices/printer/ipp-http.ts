/** IPP travels as HTTP POST (RFC 8010 section 4): bounded answers, bounded time. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

const MOST_ANSWER_BYTES = 1024 * 1024

/** `ipp://host/path` is HTTP on port 631, `ipps://` the same under TLS with a certificate the system trusts (RFC 3510, RFC 7472). */
function addressOf(uri: string): { secure: boolean; url: URL } {
  const secure = /^(ipps|https):/i.test(uri)
  const url = new URL(uri.replace(/^(ipps?|https?):/i, secure ? 'https:' : 'http:'))
  if (url.port === '' && /^ipps?:/i.test(uri)) url.port = '631'
  return { secure, url }
}

/** Posts a message; throws when the printer does not answer in time, or not with IPP. */
export async function postIpp(uri: string, message: Buffer, timeoutMs: number): Promise<Uint8Array> {
  const { secure, url } = addressOf(uri)
  return await new Promise((resolve, reject) => {
    const call = (secure ? httpsRequest : httpRequest)(url, { method: 'POST', headers: { 'content-type': 'application/ipp', 'content-length': message.length }, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      const parts: Buffer[] = []
      let length = 0
      response.on('data', (part: Buffer) => {
        parts.push(part)
        length += part.length
        if (length > MOST_ANSWER_BYTES) response.destroy(new Error('the answer is too long'))
      })
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts))
        else reject(new Error(`HTTP ${String(response.statusCode)}`))
      })
    })
    call.on('error', reject)
    call.end(message)
  })
}
