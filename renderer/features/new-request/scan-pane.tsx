import { useRef, useState, type ReactNode } from 'react'
import type { AttachmentRole } from '../../../src/domain/request/request.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useBytes, useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, EmptyState, Icon, ProblemNotice, Progress, Select } from '../../ui/index.ts'
import { Viewer } from '../../ui/viewer/viewer.tsx'
import styles from './new-request.module.css'
import type { Page } from './page-order.ts'
import { PageStrip } from './page-strip.tsx'
import { PageTools, RemovePageDialog } from './page-tools.tsx'
import { ScanControls } from '../scanning/scan-controls.tsx'
import { ScanProgress } from '../scanning/scan-progress.tsx'
import { useScanKey } from '../scanning/use-scan-key.ts'
import type { Scanning } from '../scanning/use-scanning.ts'
import { useFileDrop } from './use-file-drop.ts'
import { useChosenPage } from './use-chosen-page.ts'
import type { ScanIntake } from './use-scan-intake.ts'
import { newRequestWords } from './words.ts'

interface ScanPaneProps {
  readonly pages: readonly Page[]
  readonly intake: ScanIntake
  readonly scanning: Scanning
  /** The person present is not the holder: a proof of capacity comes beside the request. */
  readonly needsProof: boolean
  readonly onChange: (pages: readonly Page[]) => void
  /** What was read on the pages, under them. */
  readonly read: ReactNode
}

const ROLES = ['request', 'proof-of-capacity', 'other'] as const

/** The paper on the right: what has been scanned, what is arriving, and how to add more. */
export function ScanPane({ pages, intake, scanning, needsProof, onChange, read }: ScanPaneProps) {
  const say = useWords(newRequestWords)
  const sayRequest = useWords(requestWords)
  const { time } = useDates()
  const bytes = useBytes()
  const picker = useRef<HTMLInputElement>(null)
  const firstWatched = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useChosenPage(pages)
  // A second file of a representative is usually the power of attorney; the clerk can say otherwise.
  const [picked, setPicked] = useState<AttachmentRole | null>(null)
  const expected: AttachmentRole =
    needsProof &&
    pages.some(({ role }) => role === 'request') &&
    !pages.some(({ role }) => role === 'proof-of-capacity')
      ? 'proof-of-capacity'
      : 'request'
  const role = picked ?? expected
  const [removing, setRemoving] = useState<string | null>(null)
  const watched = useProcedure('scan.watched', {}).data?.files ?? []
  const shown = pages.find(({ pageId }) => pageId === chosen) ?? pages[0]
  const work = shown === undefined ? null : { pages, page: shown, onChoose: setChosen, onChange, onRemove: setRemoving }

  const add = (files: readonly File[]) => {
    intake.addFiles(files, role)
    setPicked(null)
  }
  const { over } = useFileDrop(add)
  const choose = () => picker.current?.click()
  const { data: devices, problem } = useProcedure('devices.chosen', {})
  const scanner = devices?.scanner ?? null
  const scan = () => {
    // After a scan that was stopped the missing sheets are the same paper still, unless the clerk says otherwise.
    const { outcome } = scanning
    scanning.start(
      picked === null && outcome !== null && outcome.problem !== null && outcome.pages > 0 ? outcome.role : role,
    )
    setPicked(null)
  }
  useScanKey(devices !== undefined || problem !== null, () => {
    if (scanner !== null) return scanning.running ? undefined : scan()
    const watchedButton = firstWatched.current?.querySelector('button')
    if (watchedButton && !firstWatched.current?.contains(document.activeElement)) watchedButton.focus()
    else choose()
  })
  return (
    <aside className={styles['paper']} data-over={over || undefined} aria-label={say('scan')}>
      <header className={styles['paperHeader']}>
        <h2>{say('scan')}</h2>
        <div className={styles['addAs']}>
          <Select
            label={say('addAs')}
            labelHidden
            options={ROLES.map((id) => ({ id, label: sayRequest(`attachment.${id}`) }))}
            value={role}
            onChange={setPicked}
          />
          {devices !== undefined && scanner !== null ? (
            <>
              <ScanControls chosen={devices} running={scanning.running} onScan={scan} />
              <Button id="add-file" icon="plus" label={say('addFile')} onPress={choose} />
            </>
          ) : (
            <Button id="add-file" icon="plus" shortcut="scan" onPress={choose}>
              {say('addFile')}
            </Button>
          )}
        </div>
        <input
          ref={picker}
          type="file"
          accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,application/pdf,image/png,image/jpeg,image/tiff"
          multiple
          hidden
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </header>
      <ScanProgress scanning={scanning} scanner={scanner} />
      {watched.length > 0 && !(scanning.running && scanner?.kind === 'folder') && (
        <div ref={firstWatched} className={styles['watched']} role="group" aria-label={say('watched')}>
          <h3>{say('watched')}</h3>
          <ul>
            {watched.slice(0, 4).map((file) => (
              <li key={file.name}>
                <Icon name="document" />
                <span className={styles['watchedName']}>{file.name}</span>
                <span className={styles['quiet']}>
                  {bytes(file.bytes)} · {time(file.at)}
                </span>
                <Button
                  size="small"
                  label={say('addNamed', { name: file.name })}
                  onPress={() => intake.takeWatched(file.name, role)}
                >
                  {say('add')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles['incoming']} aria-live="polite">
        {intake.incoming.map((file) =>
          file.problem ? (
            <ProblemNotice
              key={file.key}
              problem={file.problem}
              actions={
                <Button size="small" onPress={() => intake.dismiss(file.key)}>
                  {say('dismiss')}
                </Button>
              }
            />
          ) : (
            <Progress
              key={file.key}
              label={
                file.sent < file.total || file.total === 0
                  ? say('uploading', { name: file.name })
                  : say('converting', { name: file.name })
              }
              value={file.total > 0 && file.sent < file.total ? (file.sent / file.total) * 100 : null}
            />
          ),
        )}
      </div>
      {work === null || shown === undefined ? (
        <EmptyState icon="document" title={over ? say('drop') : say('scanEmpty')}>
          {say('scanEmptyWords')}
        </EmptyState>
      ) : (
        <>
          <PageStrip {...work} />
          <div className={styles['viewer']}>
            <Viewer
              key={shown.pageId}
              label={say('pageOf', { number: pages.indexOf(shown) + 1, total: pages.length })}
              pages={[
                {
                  key: shown.pageId,
                  sha256: shown.sha256,
                  mediaType: shown.mediaType,
                  pdfPage: shown.pdfPage,
                  rotation: shown.rotation,
                  name: shown.name,
                },
              ]}
              onRotate={(key, rotation) =>
                onChange(pages.map((page) => (page.pageId === key ? { ...page, rotation } : page)))
              }
              tools={<PageTools {...work} />}
            />
          </div>
          <RemovePageDialog
            pages={pages}
            pageId={removing}
            onChoose={setChosen}
            onChange={onChange}
            onClose={() => setRemoving(null)}
          />
        </>
      )}
      {read}
    </aside>
  )
}
