/**
 * The page's own scheme, `app://desk/`: the built renderer, and the desk's bytes under `/desk/bytes/<sha256>`. Used
 * instead of `file://`, which would give the page the whole disk as its origin.
 */
import { z } from 'zod'
import { NOT_STORED, RESPONSE_HEADERS } from '../src/desk/hosts/page/response-headers.ts'
import type { RendererFiles } from '../src/desk/hosts/page/renderer-files.ts'
import type { PortClient } from '../src/desk/hosts/port/port-client.ts'

export const HOME = 'app://desk/'

const bytesAnswer = z.object({
  ok: z.literal(true),
  value: z.object({
    bytes: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
    mediaType: z.string(),
  }),
})

const nothingThere = () => new Response(null, { status: 404, headers: RESPONSE_HEADERS })

/** Answers one request of the page. The renderer's files are a closed list, so that no path can climb out of it. */
export async function answerAppRequest(
  address: string,
  files: RendererFiles,
  desk: Pick<PortClient, 'getBytes'>,
): Promise<Response> {
  const url = new URL(address)
  if (url.host !== 'desk') return nothingThere()

  const sha256 = /^\/desk\/bytes\/([0-9a-f]{64})$/.exec(url.pathname)?.[1]
  if (sha256 !== undefined) {
    const answer = bytesAnswer.safeParse(await desk.getBytes(sha256))
    if (!answer.success) return nothingThere()
    const { bytes, mediaType } = answer.data.value
    return new Response(bytes, {
      headers: { ...RESPONSE_HEADERS, 'content-type': mediaType, 'cache-control': NOT_STORED },
    })
  }

  const file = files(url.pathname)
  if (file === null) return nothingThere()
  return new Response(new Uint8Array(await file.read()), {
    headers: { ...RESPONSE_HEADERS, 'content-type': file.mediaType },
  })
}
