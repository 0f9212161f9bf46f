/** Shows papers and scans with zoom, rotation and scrolling, by mouse or by the keys + − 0 R while it has the focus. */
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useDesk } from '../../desk/desk-context.tsx'
import { useWords } from '../../i18n/words.ts'
import { keysOf, keysOfEvent } from '../../shortcuts/shortcuts.ts'
import { Button } from '../button.tsx'
import { Notice } from '../notice.tsx'
import { Waiting, Skeleton } from '../progress.tsx'
import { ImagePage } from './image-page.tsx'
import { usePdf } from './pdf-document.ts'
import { PdfPage } from './pdf-page.tsx'
import { useWidth } from './use-in-view.ts'
import { turned, type Rotation, type ViewerPage } from './viewer-page.ts'
import styles from './viewer.module.css'
import { viewerWords } from './words.ts'

export interface ViewerProps {
  /** Name of the content for screen readers. */
  readonly label: string
  readonly pages: readonly ViewerPage[]
  /** Called if the owner stores the rotation (a draft's pages); without it the viewer stores it. */
  readonly onRotate?: (key: string, rotation: Rotation) => void
  /** Added at the end of the tool bar. */
  readonly tools?: ReactNode
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const
const nextZoom = (zoom: number) => ZOOMS.find((step) => step > zoom) ?? zoom
const previousZoom = (zoom: number) => ZOOMS.findLast((step) => step < zoom) ?? zoom

export function Viewer({ label, pages, onRotate, tools }: ViewerProps) {
  const t = useWords(viewerWords)
  const [zoom, setZoom] = useState(1)
  const [rotations, setRotations] = useState<Readonly<Record<string, Rotation>>>({})
  const { ref, width } = useWidth<HTMLDivElement>()
  const rotationOf = (page: ViewerPage): Rotation => page.rotation ?? rotations[page.key] ?? 0
  const rotate = (page: ViewerPage) => {
    const rotation = turned(rotationOf(page))
    if (onRotate) onRotate(page.key, rotation)
    else setRotations((now) => ({ ...now, [page.key]: rotation }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      [keysOf('zoom-in')]: () => setZoom(nextZoom),
      [keysOf('zoom-out')]: () => setZoom(previousZoom),
      [keysOf('zoom-fit')]: () => setZoom(1),
      [keysOf('rotate-page')]: () => pages.forEach(rotate),
    }[keysOfEvent(event.nativeEvent)]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <section className={styles['viewer']} aria-label={label} onKeyDown={onKeyDown}>
      <div className={styles['tools']} role="toolbar" aria-label={t('tools')}>
        <Button
          look="quiet"
          size="small"
          icon="zoom-out"
          label={t('zoomOut')}
          onPress={() => setZoom(previousZoom)}
          isDisabled={zoom === ZOOMS[0]}
        />
        <Button
          look="quiet"
          size="small"
          onPress={() => setZoom(1)}
          label={`${t('zoom', { percent: Math.round(zoom * 100) })} · ${t('fit')}`}
        >
          {t('zoom', { percent: Math.round(zoom * 100) })}
        </Button>
        <Button
          look="quiet"
          size="small"
          icon="zoom-in"
          label={t('zoomIn')}
          onPress={() => setZoom(nextZoom)}
          isDisabled={zoom === ZOOMS.at(-1)}
        />
        <Button look="quiet" size="small" icon="rotate" label={t('rotateAll')} onPress={() => pages.forEach(rotate)} />
        {tools && <span className={styles['toolsEnd']}>{tools}</span>}
      </div>
      {/* A scrolling area must be reachable by keyboard. It scrolls sideways while a page is enlarged. */}
      <div ref={ref} className={styles['sheets']} data-sideways="" tabIndex={0} role="group" aria-label={label}>
        {filesOf(pages).map(({ sha256, pages: ofFile }) => (
          <FilePages
            key={sha256}
            pages={ofFile}
            width={Math.round(Math.max(0, width) * zoom)}
            rotationOf={rotationOf}
            position={pages}
          />
        ))}
      </div>
    </section>
  )
}

/** Groups neighbouring pages of one file, so that a PDF is opened once. */
function filesOf(pages: readonly ViewerPage[]): { sha256: string; pages: ViewerPage[] }[] {
  const files: { sha256: string; pages: ViewerPage[] }[] = []
  for (const page of pages) {
    const last = files.at(-1)
    if (last?.sha256 === page.sha256) last.pages.push(page)
    else files.push({ sha256: page.sha256, pages: [page] })
  }
  return files
}

interface FileProps {
  readonly pages: readonly ViewerPage[]
  readonly width: number
  readonly rotationOf: (page: ViewerPage) => Rotation
  readonly position: readonly ViewerPage[]
}

function FilePages(props: FileProps) {
  return typeof props.pages[0]?.pdfPage === 'number' ? <PdfFile {...props} /> : <ImageFile {...props} />
}

function usePageLabel(position: readonly ViewerPage[]) {
  const t = useWords(viewerWords)
  return (page: ViewerPage) =>
    t('pageOf', { name: page.name, page: position.indexOf(page) + 1, pages: position.length })
}

function PdfFile({ pages, width, rotationOf, position }: FileProps) {
  const t = useWords(viewerWords)
  const label = usePageLabel(position)
  const desk = useDesk()
  const pdf = usePdf(desk.bytesUrl(pages[0]?.sha256 ?? ''))
  if (pdf.status === 'unreadable') return <Unreadable />
  if (pdf.status === 'loading')
    return (
      <Waiting words={t('loading')}>
        <Skeleton lines={8} />
      </Waiting>
    )
  return pages.map((page) => (
    <PdfPage
      key={page.key}
      pdf={pdf}
      pageNumber={page.pdfPage ?? 1}
      width={width}
      rotation={rotationOf(page)}
      label={label(page)}
    />
  ))
}

function ImageFile({ pages, width, rotationOf, position }: FileProps) {
  const label = usePageLabel(position)
  const desk = useDesk()
  const [unreadable, setUnreadable] = useState(false)
  if (unreadable) return <Unreadable />
  return pages.map((page) => (
    <ImagePage
      key={page.key}
      url={desk.bytesUrl(page.sha256)}
      width={width}
      rotation={rotationOf(page)}
      label={label(page)}
      onUnreadable={() => setUnreadable(true)}
    />
  ))
}

function Unreadable() {
  const t = useWords(viewerWords)
  return (
    <Notice tone="attention" icon="alert" title={t('unreadable')} role="status">
      {t('unreadableDo')}
    </Notice>
  )
}
