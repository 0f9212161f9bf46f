/** PDFs by pdf.js, loaded only when one is shown; its worker, decoders and fonts come from our own origin. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useState } from 'react'

/** Where vite.config.ts puts what pdf.js fetches by name. */
const RESOURCES = new URL('pdfjs/', document.baseURI).href

/** Opens a PDF at an address; `close` frees the worker's memory. Rejects on what pdf.js cannot read. */
function openPdf(url: string): { document: Promise<PDFDocumentProxy>; close: () => void } {
  const abort = new AbortController()
  let destroy: (() => Promise<void>) | null = null
  const load = async () => {
    const pdfjs = await import('pdfjs-dist')
    pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
    const response = await fetch(url, { signal: abort.signal, credentials: 'same-origin' })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const task = pdfjs.getDocument({
      data: new Uint8Array(await response.arrayBuffer()),
      wasmUrl: RESOURCES,
      iccUrl: RESOURCES,
      standardFontDataUrl: RESOURCES,
      cMapUrl: RESOURCES,
      // Papers of strangers: no forms are run, nothing is fetched, only what is drawn is shown.
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

/** The PDF at an address, for as long as the component is there. */
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
