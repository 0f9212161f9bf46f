/** Makes a raster document of a PDF, page by page, on a thread with limits of time and memory. */
import { z } from 'zod'
import { openThread, type Thread } from '../../../threads/thread.ts'
import type { RasterFormat } from '../print-formats.ts'
import { documentHeader } from './raster-headers.ts'
import type { PageToRender, RenderedPage } from './render-page.ts'

/** For one page: at 600 dpi its picture alone has 140 MB. */
const LIMITS = { milliseconds: 20_000, megabytes: 512 } as const
const MOST_PAGES = 100
/** A page of text at 300 dpi has less than half a megabyte. */
const MOST_BYTES = 64 * 1024 * 1024

const rendered = z.object({ pages: z.int().min(1), bytes: z.instanceof(Uint8Array) })

const rasterThread = (): Thread<PageToRender, RenderedPage> =>
  openThread<PageToRender, RenderedPage>({
    ...LIMITS,
    entry: new URL('./raster-thread.ts', import.meta.url),
    readAnswer: (answer) => rendered.safeParse(answer).data ?? null,
  })

export interface RasterOptions {
  readonly duplex: boolean
  readonly signal?: AbortSignal | undefined
}

/** Null when the PDF cannot be rendered within the limits, or was stopped. Never a document with pages missing. */
export async function rasterDocument(
  pdf: Uint8Array,
  format: RasterFormat,
  { duplex, signal }: RasterOptions,
): Promise<Buffer | null> {
  const thread = rasterThread()
  try {
    const parts: Uint8Array[] = []
    let length = 0
    let pages = 1
    for (let page = 1; page <= pages; page++) {
      const answer = await thread.call({ pdf, page, format, duplex }, { signal })
      if (!answer.ok) return null
      pages = answer.value.pages
      length += answer.value.bytes.length
      if (pages > MOST_PAGES || length > MOST_BYTES) return null
      parts.push(answer.value.bytes)
    }
    return Buffer.concat([documentHeader(format, pages), ...parts])
  } finally {
    await thread.close()
  }
}
