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
import styles from './papers.module.css'
import { papersWords } from './words.ts'

interface PaperDialogProps {
  readonly requestId: string
  readonly paper: Paper
  readonly paperId: string | null
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** A paper as it will come out of the printer. A reprint says beforehand that it will be marked DUPLICAT. */
export function PaperDialog({ isOpen, onClose, paper, paperId, requestId }: PaperDialogProps) {
  const say = useWords(printingWords)
  const sayRequest = useWords(requestWords)
  return (
    <Dialog
      title={sayRequest(`paper.${paper}`)}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={say('close')}
      width="full"
    >
      {isOpen && <PaperBody requestId={requestId} paper={paper} paperId={paperId} />}
    </Dialog>
  )
}

/**
 * The browser's own way of keeping a file: where, it asks or knows. As a blob, for what the desk serves goes by its
 * hash.
 */
async function saveAs(url: string, name: string): Promise<void> {
  const blob = await (await fetch(url)).blob()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Not before the browser has taken hold of it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function PaperBody({ requestId, paper, paperId }: Pick<PaperDialogProps, 'requestId' | 'paper' | 'paperId'>) {
  const say = useWords(papersWords)
  const sayPrinting = useWords(printingWords)
  const sayRequest = useWords(requestWords)
  const { data: job, problem, refetch } = useProcedure('paper.preview', { requestId, paper, paperId })
  const print = useCommand('paper.print')
  const desk = useDesk()
  const exporting = useCommand('paper.exportFile')
  const [exported, setExported] = useState<string | null>(null)
  const exportFile = async () => {
    setExported(null)
    const result = await exporting.run({ requestId, paper, paperId })
    if (!result.ok) return
    await saveAs(desk.bytesUrl(result.value.sha256), result.value.fileName)
    setExported(result.value.fileName)
    // What is exported next, on paper or as a file, is a duplicate.
    void refetch()
  }
  const run = usePrintRun(
    () => print.run({ requestId, paper, paperId }),
    ({ duplicate, printer }) =>
      duplicate ? say('printedDuplicate', { printer }) : sayPrinting('printed', { printer }),
    // What comes out next time is a duplicate: the preview must say so before it is asked for.
    () => void refetch(),
  )
  return (
    <PrintPane
      label={sayRequest(`paper.${paper}`)}
      paper={job}
      waiting={say('loading')}
      problem={problem}
      run={run}
      {...(job?.duplicate ? { act: say('printDuplicate') } : {})}
      isRefused={job?.draft ?? false}
      autoFocus
    >
      {job && <p>{say(`explain.${paper}`)}</p>}
      {job?.draft && (
        <Notice tone="attention" icon="pencil" title={say('draft')}>
          {say('draftWords')}
        </Notice>
      )}
      {job?.duplicate && (
        <Notice tone="attention" icon="stamp" title={say('duplicate')}>
          {say('duplicateWords')}
        </Notice>
      )}
      {job && !job.draft && (
        <Notice
          tone={job.sealed ? 'good' : 'attention'}
          icon={job.sealed ? 'shield' : 'info'}
          title={say(job.sealed ? 'sealed' : 'unsealed')}
        >
          {!job.sealed && say('unsealedWords')}
        </Notice>
      )}
      {job && job.verificationCode !== null && (
        <p className={styles['code']}>{say('code', { code: formatVerificationCode(job.verificationCode) })}</p>
      )}
      {job?.sealed && !job.draft && (
        <div>
          <Button icon="document" busy={exporting.busy} onPress={() => void exportFile()}>
            {say('exportFile')}
          </Button>
        </div>
      )}
      {exporting.problem && <ProblemNotice problem={exporting.problem} />}
      {exported !== null && (
        <Notice tone="good" icon="check-circle" role="status" title={say('fileExported', { name: exported })} />
      )}
    </PrintPane>
  )
}
