import { memo, useRef, useState, type ReactNode, type Ref } from 'react'
import type { AttachmentRole } from '../../../src/domain/request/request.ts'
import { CHOOSABLE_FILES } from '../../../src/files/media-type.ts'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
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
  /** The person present is not the holder, so a proof of capacity is needed beside the request. */
  readonly needsProof: boolean
  readonly onChange: (pages: readonly Page[]) => void
  /** The readings of the pages, shown below them. */
  readonly read: ReactNode
}

const ROLES = ['request', 'proof-of-capacity', 'other'] as const

/** The role in which the next file is added. */
function useRole(pages: readonly Page[], needsProof: boolean) {
  // A second file of a representative is usually the power of attorney; the clerk can choose another role.
  const [picked, pick] = useState<AttachmentRole | null>(null)
  const has = (role: AttachmentRole) => pages.some((page) => page.role === role)
  const expected: AttachmentRole =
    needsProof && has('request') && !has('proof-of-capacity') ? 'proof-of-capacity' : 'request'
  return { role: picked ?? expected, picked, pick }
}

function FilePicker({ ref, onPick }: { ref: Ref<HTMLInputElement>; onPick: (files: readonly File[]) => void }) {
  return (
    <input
      ref={ref}
      type="file"
      accept={CHOOSABLE_FILES.join(',')}
      multiple
      hidden
      tabIndex={-1}
      aria-hidden="true"
      onChange={(event) => {
        onPick([...(event.target.files ?? [])])
        event.target.value = ''
      }}
    />
  )
}

type Watched = ProcedureOutput<'scan.watched'>['files']
/** How many files of the watched folder are listed, newest first. */
const WATCHED_SHOWN = 4

interface WatchedFilesProps {
  readonly ref: Ref<HTMLDivElement>
  readonly files: Watched
  readonly onTake: (name: string) => void
}

function WatchedFiles({ ref, files, onTake }: WatchedFilesProps) {
  const t = useWords(newRequestWords)
  const { time } = useDates()
  const bytes = useBytes()
  return (
    <div ref={ref} className={styles['watched']} role="group" aria-label={t('watched')}>
      <h3>{t('watched')}</h3>
      <ul>
        {files.slice(0, WATCHED_SHOWN).map((file) => (
          <li key={file.name}>
            <Icon name="document" />
            <span className={styles['watchedName']}>{file.name}</span>
            <span className={styles['quiet']}>
              {bytes(file.bytes)} · {time(file.at)}
            </span>
            <Button size="small" label={t('addNamed', { name: file.name })} onPress={() => onTake(file.name)}>
              {t('add')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Files being uploaded, and files that were refused. */
function Incoming({ intake }: { intake: ScanIntake }) {
  const t = useWords(newRequestWords)
  return (
    <div className={styles['incoming']} aria-live="polite">
      {intake.incoming.map((file) =>
        file.problem ? (
          <ProblemNotice
            key={file.key}
            problem={file.problem}
            actions={
              <>
                {file.again !== null && (
                  <Button size="small" onPress={() => intake.takeWhole(file)}>
                    {t('takeWhole')}
                  </Button>
                )}
                <Button size="small" onPress={() => intake.dismiss(file.key)}>
                  {t('dismiss')}
                </Button>
              </>
            }
          />
        ) : (
          <Progress
            key={file.key}
            label={
              file.sent < file.total || file.total === 0
                ? t('uploading', { name: file.name })
                : t('converting', { name: file.name })
            }
            value={file.total > 0 && file.sent < file.total ? (file.sent / file.total) * 100 : null}
          />
        ),
      )}
    </div>
  )
}

interface ShownPageProps {
  readonly pages: readonly Page[]
  readonly page: Page
  readonly onChoose: (pageId: string) => void
  readonly onChange: (pages: readonly Page[]) => void
}

function ShownPage({ pages, page, onChoose, onChange }: ShownPageProps) {
  const t = useWords(newRequestWords)
  const [removing, setRemoving] = useState<string | null>(null)
  const work = { pages, page, onChoose, onChange, onRemove: setRemoving }
  const { pageId, sha256, mediaType, pdfPage, rotation, name } = page
  return (
    <>
      <PageStrip {...work} />
      <div className={styles['viewer']}>
        <Viewer
          key={pageId}
          label={t('pageOf', { number: pages.indexOf(page) + 1, total: pages.length })}
          pages={[{ key: pageId, sha256, mediaType, pdfPage, rotation, name }]}
          onRotate={(key, turned) =>
            onChange(pages.map((each) => (each.pageId === key ? { ...each, rotation: turned } : each)))
          }
          tools={<PageTools {...work} />}
        />
      </div>
      <RemovePageDialog
        pages={pages}
        pageId={removing}
        onChoose={onChoose}
        onChange={onChange}
        onClose={() => setRemoving(null)}
      />
    </>
  )
}

/** The paper on the right: scanned pages, uploads in progress, and ways to add more. */
export const ScanPane = memo(function ScanPane({ pages, intake, scanning, needsProof, onChange, read }: ScanPaneProps) {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const picker = useRef<HTMLInputElement>(null)
  const firstWatched = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useChosenPage(pages)
  const { role, picked, pick } = useRole(pages, needsProof)
  const watched = useProcedure('scan.watched', {}).data?.files ?? []
  const shown = pages.find(({ pageId }) => pageId === chosen) ?? pages[0]

  const add = (files: readonly File[]) => {
    intake.addFiles(files, role)
    pick(null)
  }
  const { over } = useFileDrop(add)
  const choose = () => picker.current?.click()
  const { data: devices, problem } = useProcedure('devices.chosen', {})
  const scanner = devices?.scanner ?? null
  const scan = () => {
    // After a scan that was stopped, the remaining sheets keep the same role, unless the clerk chooses another.
    const { outcome } = scanning
    scanning.start(
      picked === null && outcome !== null && outcome.problem !== null && outcome.pages > 0 ? outcome.role : role,
    )
    pick(null)
  }
  useScanKey(devices !== undefined || problem !== null, () => {
    if (scanner !== null) return scanning.running ? undefined : scan()
    const watchedButton = firstWatched.current?.querySelector('button')
    if (watchedButton && !firstWatched.current?.contains(document.activeElement)) watchedButton.focus()
    else choose()
  })
  return (
    <aside className={styles['paper']} data-over={over || undefined} aria-label={t('scan')}>
      <header className={styles['paperHeader']}>
        <h2>{t('scan')}</h2>
        <div className={styles['addAs']}>
          <Select
            label={t('addAs')}
            labelHidden
            options={ROLES.map((id) => ({ id, label: tRequest(`attachment.${id}`) }))}
            value={role}
            onChange={pick}
          />
          {devices !== undefined && scanner !== null ? (
            <>
              <ScanControls chosen={devices} running={scanning.running} onScan={scan} />
              <Button id="add-file" icon="plus" label={t('addFile')} onPress={choose} />
            </>
          ) : (
            <Button id="add-file" icon="plus" shortcut="scan" onPress={choose}>
              {t('addFile')}
            </Button>
          )}
        </div>
        <FilePicker ref={picker} onPick={add} />
      </header>
      <ScanProgress scanning={scanning} scanner={scanner} />
      {watched.length > 0 && !(scanning.running && scanner?.kind === 'folder') && (
        <WatchedFiles ref={firstWatched} files={watched} onTake={(name) => intake.takeWatched(name, role)} />
      )}
      <Incoming intake={intake} />
      {shown === undefined ? (
        <EmptyState icon="document" title={over ? t('drop') : t('scanEmpty')}>
          {t('scanEmptyWords')}
        </EmptyState>
      ) : (
        <ShownPage pages={pages} page={shown} onChoose={setChosen} onChange={onChange} />
      )}
      {read}
    </aside>
  )
})
