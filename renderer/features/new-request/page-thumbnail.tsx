import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useDesk } from '../../desk/desk-context.tsx'
import { Icon } from '../../ui/index.ts'
import { ImagePage } from '../../ui/viewer/image-page.tsx'
import { usePdf, type PdfState } from '../../ui/viewer/pdf-document.ts'
import { PdfPage } from '../../ui/viewer/pdf-page.tsx'
import styles from './new-request.module.css'
import type { Page } from './page-order.ts'

/** Width of an upright A4 sheet in a square of 56 pixels. */
const WIDTH = 38

const PdfContext = createContext<Readonly<Record<string, PdfState>>>({})

/** Opens each PDF once, however many of its pages are rendered inside. */
export function PdfFiles({ pages, children }: { pages: readonly Page[]; children: ReactNode }) {
  const [open, setOpen] = useState<Readonly<Record<string, PdfState>>>({})
  const files = [...new Set(pages.filter(({ pdfPage }) => pdfPage !== null).map(({ sha256 }) => sha256))]
  return (
    <PdfContext value={open}>
      {files.map((sha256) => (
        <PdfFile key={sha256} sha256={sha256} onState={(state) => setOpen((now) => ({ ...now, [sha256]: state }))} />
      ))}
      {children}
    </PdfContext>
  )
}

function PdfFile({ sha256, onState }: { sha256: string; onState: (state: PdfState) => void }) {
  const state = usePdf(useDesk().bytesUrl(sha256))
  const { status } = state
  useEffect(() => {
    onState(state)
    // Runs once for each status: the callback is created again on every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [status])
  return null
}

/** A small, rotated image of a page. The words beside it name the page, so screen readers skip the image. */
export function PageThumbnail({ page }: { page: Page }) {
  const desk = useDesk()
  const pdf = useContext(PdfContext)[page.sha256]
  const [unreadable, setUnreadable] = useState(false)
  const image = unreadable ? (
    <Icon name="alert" />
  ) : (
    <ImagePage
      url={desk.bytesUrl(page.sha256)}
      width={WIDTH}
      rotation={page.rotation}
      label=""
      onUnreadable={() => setUnreadable(true)}
    />
  )
  const shown =
    page.pdfPage === null
      ? image
      : pdf && <PdfPage pdf={pdf} pageNumber={page.pdfPage} width={WIDTH} rotation={page.rotation} label="" />
  return (
    <span className={styles['thumbnail']} aria-hidden="true">
      {shown}
    </span>
  )
}
