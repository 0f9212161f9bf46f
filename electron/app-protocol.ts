/**
 * Serves `app://desk/`: the files of the built renderer, and bytes of the desk under `/desk/bytes/<sha256>`.
 * With `file://` instead, the page's origin would be the whole disk.
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

const notFound = () => new Response(null, { status: 404, headers: RESPONSE_HEADERS })

/** Answers one request of the page. `files` is a closed list, so no path can leave the renderer's folder. */
export async function answerAppRequest(
  address: string,
  files: RendererFiles,
  desk: Pick<PortClient, 'getBytes'>,
): Promise<Response> {
  const url = new URL(address)
  if (url.host !== 'desk') return notFound()

  const sha256 = /^\/desk\/bytes\/([0-9a-f]{64})$/.exec(url.pathname)?.[1]
  if (sha256 !== undefined) {
    const answer = bytesAnswer.safeParse(await desk.getBytes(sha256))
    if (!answer.success) return notFound()
    const { bytes, mediaType } = answer.data.value
    return new Response(bytes, {
      headers: { ...RESPONSE_HEADERS, 'content-type': mediaType, 'cache-control': NOT_STORED },
    })
  }

  const file = files(url.pathname)
  if (file === null) return notFound()
  return new Response(new Uint8Array(await file.read()), {
    headers: { ...RESPONSE_HEADERS, 'content-type': file.mediaType },
  })
}
