import { formatVerificationCode } from '../../../src/domain/papers/verification-code.ts'
import type { Paper } from '../../../src/domain/request/request.ts'
import { useState } from 'react'
import { useDesk } from '../../desk/desk-context.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Notice, ProblemNotice } from '../../ui/index.ts'
import { PrintPane } from '../printing/print-pane.tsx'
import { usePrintRun } from '../printing/use-print-run.ts'
import { printingWords } from '../printing/words.ts'
import { saveBlob } from '../../ui/save-blob.ts'
import styles from './papers.module.css'
import { papersWords } from './words.ts'

interface PaperDialogProps {
  readonly requestId: string
  readonly paper: Paper
  readonly paperId: string | null
  readonly isOpen: boolean
  readonly onClose: () => void
}

/**
 * Shows a paper as it will be printed. If it has been printed before, the dialog states that the copy will be marked
 * DUPLICAT.
 */
export function PaperDialog({ isOpen, onClose, paper, paperId, requestId }: PaperDialogProps) {
  const t = useWords(printingWords)
  const tRequest = useWords(requestWords)
  return (
    <Dialog title={tRequest(`paper.${paper}`)} isOpen={isOpen} onClose={onClose} closeLabel={t('close')} width="full">
      {isOpen && <PaperBody requestId={requestId} paper={paper} paperId={paperId} />}
    </Dialog>
  )
}

function PaperBody({ requestId, paper, paperId }: Pick<PaperDialogProps, 'requestId' | 'paper' | 'paperId'>) {
  const t = useWords(papersWords)
  const tPrinting = useWords(printingWords)
  const tRequest = useWords(requestWords)
  const { data: job, problem, refetch } = useProcedure('paper.preview', { requestId, paper, paperId })
  const print = useCommand('paper.print')
  const desk = useDesk()
  const exporting = useCommand('paper.exportFile')
  const [exported, setExported] = useState<string | null>(null)
  const exportFile = async () => {
    setExported(null)
    const result = await exporting.run({ requestId, paper, paperId })
    if (!result.ok) return
    // As a blob, because the desk's address has only a hash for a name.
    saveBlob(await (await fetch(desk.bytesUrl(result.value.sha256))).blob(), result.value.fileName)
    setExported(result.value.fileName)
    // The next print or export is a duplicate.
    void refetch()
  }
  const run = usePrintRun(
    () => print.run({ requestId, paper, paperId }),
    ({ duplicate, printer }) => (duplicate ? t('printedDuplicate', { printer }) : tPrinting('printed', { printer })),
    // The next print is a duplicate, and the preview must show that beforehand.
    () => void refetch(),
  )
  return (
    <PrintPane
      label={tRequest(`paper.${paper}`)}
      paper={job}
      waiting={t('loading')}
      problem={problem}
      run={run}
      {...(job?.duplicate ? { act: t('printDuplicate') } : {})}
      byKey={job?.duplicate !== true}
      isRefused={job?.draft ?? false}
      autoFocus
    >
      {job && <p>{t(`explain.${paper}`)}</p>}
      {job?.draft && (
        <Notice tone="attention" icon="pencil" title={t('draft')}>
          {t('draftWords')}
        </Notice>
      )}
      {job?.duplicate && (
        <Notice tone="attention" icon="stamp" title={t('duplicate')}>
          {t('duplicateWords')}
        </Notice>
      )}
      {job && !job.draft && (
        <Notice
          tone={job.sealed ? 'good' : 'attention'}
          icon={job.sealed ? 'shield' : 'info'}
          title={t(job.sealed ? 'sealed' : 'unsealed')}
        >
          {!job.sealed && t('unsealedWords')}
        </Notice>
      )}
      {job && job.verificationCode !== null && (
        <p className={styles['code']}>{t('code', { code: formatVerificationCode(job.verificationCode) })}</p>
      )}
      {job?.sealed && !job.draft && (
        <div>
          <Button icon="document" busy={exporting.busy} onPress={() => void exportFile()}>
            {t('exportFile')}
          </Button>
        </div>
      )}
      {exporting.problem && <ProblemNotice problem={exporting.problem} />}
      {exported !== null && (
        <Notice tone="good" icon="check-circle" role="status" title={t('fileExported', { name: exported })} />
      )}
    </PrintPane>
  )
}
