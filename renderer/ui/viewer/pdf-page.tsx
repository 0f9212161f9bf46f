import type { RenderTask } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import type { PdfState } from './pdf-document.ts'
import { useInView } from './use-in-view.ts'
import type { Rotation } from './viewer-page.ts'
import styles from './viewer.module.css'

/** Aspect ratio of A4, used until the page is loaded. */
const A4 = Math.SQRT2
/** A wider canvas would only cost memory: this is about 300 dpi on an A4 sheet. */
const MOST_PIXELS = 2_600

/** One page of an open PDF; `width` is in CSS pixels. It is drawn when it comes near the visible area. */
export function PdfPage({
  pdf,
  pageNumber,
  width,
  rotation,
  label,
}: {
  pdf: PdfState
  pageNumber: number
  width: number
  rotation: Rotation
  label: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { ref, seen } = useInView<HTMLDivElement>()
  const [ratio, setRatio] = useState(A4)
  const document = pdf.status === 'ready' ? pdf.document : null
  useEffect(() => {
    if (!document || !seen || width === 0) return
    let task: RenderTask | null = null
    let current = true
    const draw = async () => {
      const page = await document.getPage(pageNumber)
      const turn = (page.rotate + rotation) % 360
      const natural = page.getViewport({ scale: 1, rotation: turn })
      const pixels = Math.min(width * window.devicePixelRatio, MOST_PIXELS)
      const viewport = page.getViewport({ scale: pixels / natural.width, rotation: turn })
      // Drawn on a separate canvas and swapped in when complete, so that zooming never shows an empty page.
      const drawn = window.document.createElement('canvas')
      drawn.width = Math.round(viewport.width)
      drawn.height = Math.round(viewport.height)
      if (!current) return
      task = page.render({ canvas: drawn, viewport })
      await task.promise
      const target = canvas.current
      if (!current || !target) return
      target.width = drawn.width
      target.height = drawn.height
      target.getContext('2d')?.drawImage(drawn, 0, 0)
      target.dataset['drawn'] = ''
      setRatio(natural.height / natural.width)
    }
    draw().catch(() => undefined)
    return () => {
      current = false
      task?.cancel()
    }
  }, [document, pageNumber, width, rotation, seen])
  return (
    <div ref={ref} className={styles['sheet']} style={{ width, height: width * ratio }}>
      <canvas ref={canvas} role="img" aria-label={label} data-personal="" className={styles['canvas']} />
    </div>
  )
}
