import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Notice, ProblemNotice, Progress } from '../../ui/index.ts'
import styles from './scanning.module.css'
import type { Scanning } from './use-scanning.ts'
import { scanningWords } from './words.ts'

interface ScanProgressProps {
  readonly scanning: Scanning
  readonly scanner: { readonly kind: string; readonly name: string } | null
}

/**
 * The progress of the scan, page by page, and why it stopped. Pages taken before that are kept, and the text says so.
 */
export function ScanProgress({ scanning, scanner }: ScanProgressProps) {
  const t = useWords(scanningWords)
  const { dismiss, outcome, progress, running, start, stop, stopping } = scanning
  useShortcut('stop-scan', stop, running && !stopping)
  if (running) {
    const taken = Math.floor(progress ?? 0)
    const share = (progress ?? 0) - taken
    const waitsForFile = scanner?.kind === 'folder' && share === 0
    const page = waitsForFile ? t('waitingFile') : t('page', { page: taken + 1 })
    const label = progress === null ? t('starting', { name: scanner?.name ?? '' }) : page
    return (
      <div className={styles['running']}>
        <Progress label={label} value={share > 0 ? share * 100 : null} />
        <span className={styles['taken']}>{t('taken', { pages: taken })}</span>
        <Button size="small" shortcut="stop-scan" onPress={stop} isDisabled={stopping}>
          {stopping ? t('stopping') : t('stop')}
        </Button>
      </div>
    )
  }
  if (outcome === null) return null
  if (outcome.problem === null)
    return (
      <Notice
        tone="good"
        icon="check-circle"
        role="status"
        title={t('done', { pages: outcome.pages })}
        actions={
          <Button size="small" look="quiet" onPress={dismiss}>
            {t('dismiss')}
          </Button>
        }
      />
    )
  return (
    <ProblemNotice
      problem={outcome.problem}
      actions={
        <>
          <Button size="small" icon="scanner" shortcut="scan" onPress={() => start(outcome.role)}>
            {outcome.pages > 0 ? t('goOn') : t('scan')}
          </Button>
          <Button size="small" look="quiet" onPress={dismiss}>
            {t('dismiss')}
          </Button>
        </>
      }
    />
  )
}
