/** PDFs by pdf.js, loaded only when one is shown. Its worker, decoders and fonts come from the page's own origin. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useState } from 'react'
import { takeFetched } from './fetched-ahead.ts'

/** Where vite.config.ts puts the files that pdf.js fetches by name. */
const RESOURCES = new URL('pdfjs/', document.baseURI).href

async function fetchBytes(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal, credentials: 'same-origin' })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.arrayBuffer()
}

/** Opens a PDF at an address; `close` frees the worker's memory. Rejects if pdf.js cannot read the file. */
function openPdf(url: string): { document: Promise<PDFDocumentProxy>; close: () => void } {
  const abort = new AbortController()
  let destroy: (() => Promise<void>) | null = null
  const load = async () => {
    const pdfjs = await import('pdfjs-dist')
    pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
    const task = pdfjs.getDocument({
      data: new Uint8Array(takeFetched(url) ?? (await fetchBytes(url, abort.signal))),
      wasmUrl: RESOURCES,
      iccUrl: RESOURCES,
      standardFontDataUrl: RESOURCES,
      cMapUrl: RESOURCES,
      // These files come from strangers: pdf.js only draws them. It runs no forms and fetches nothing.
      enableXfa: false,
      stopAtErrors: false,
    })
    destroy = () => task.destroy()
    if (abort.signal.aborted) await task.destroy()
    return task.promise
  }
  return {
    document: load(),
    close: () => {
      abort.abort()
      void destroy?.()
    },
  }
}

export type PdfState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly document: PDFDocumentProxy }
  | { readonly status: 'unreadable' }

/** The PDF at an address, open while the component is mounted. */
export function usePdf(url: string): PdfState {
  const [state, setState] = useState<{ url: string; state: PdfState }>({ url, state: { status: 'loading' } })
  useEffect(() => {
    let current = true
    const { document, close } = openPdf(url)
    document.then(
      (pdf) => current && setState({ url, state: { status: 'ready', document: pdf } }),
      () => current && setState({ url, state: { status: 'unreadable' } }),
    )
    return () => {
      current = false
      close()
    }
  }, [url])
  return state.url === url ? state.state : { status: 'loading' }
}
