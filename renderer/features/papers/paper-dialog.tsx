import { useMemo, useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { Paper } from '../../../src/domain/request/request.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { usePrinterReasons } from '../../i18n/printer-reasons.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Dialog, Notice, ProblemNotice, Skeleton, useAnnounce, Waiting } from '../../ui/index.ts'
import { Viewer } from '../../ui/viewer/viewer.tsx'
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
  const say = useWords(papersWords)
  const sayRequest = useWords(requestWords)
  return (
    <Dialog title={sayRequest(`paper.${paper}`)} isOpen={isOpen} onClose={onClose} closeLabel={say('close')} width="full">
      {isOpen && <PaperBody requestId={requestId} paper={paper} paperId={paperId} />}
    </Dialog>
  )
}

function PaperBody({ requestId, paper, paperId }: Pick<PaperDialogProps, 'requestId' | 'paper' | 'paperId'>) {
  const say = useWords(papersWords)
  const sayRequest = useWords(requestWords)
  const announce = useAnnounce()
  const reasons = usePrinterReasons()
  const preview = useProcedure('paper.preview', { requestId, paper, paperId })
  const printer = useProcedure('printer.state', {}).data
  const print = useCommand('paper.print')
  const [said, setSaid] = useState<string | null>(null)
  const [jobProblem, setJobProblem] = useState<Problem | null>(null)
  const job = preview.data

  const send = async () => {
    if (print.busy || !job) return
    setSaid(null)
    const result = await print.run({ requestId, paper, paperId })
    setJobProblem(result.ok ? result.value.problem : null)
    if (!result.ok || result.value.problem !== null) return
    const words = say(result.value.duplicate ? 'printedDuplicate' : 'printed', { printer: result.value.printer })
    setSaid(words)
    announce(words, 'printer')
    // What comes out next time is a duplicate: the preview must say so before it is asked for.
    void preview.refetch()
  }
  useShortcut('print', () => void send())
  useShortcut('main-action', () => void send())

  const pages = useMemo(
    () => (job ? Array.from({ length: job.pages }, (_, index) => ({ key: `${job.sha256}-${index}`, sha256: job.sha256, mediaType: 'application/pdf' as const, pdfPage: index + 1, name: paper })) : []),
    [job, paper],
  )
  if (preview.problem) return <ProblemNotice problem={preview.problem} autoFocus />
  if (!job)
    return (
      <Waiting words={say('loading')}>
        <Skeleton lines={8} />
      </Waiting>
    )
  const failed = print.problem ?? jobProblem
  return (
    <div className={styles['layout']}>
      <div className={styles['sheet']}>
        <Viewer label={sayRequest(`paper.${paper}`)} pages={pages} />
      </div>
      <div className={styles['side']}>
        <p className={styles['explain']}>{say(`explain.${paper}`)}</p>
        {job.draft && (
          <Notice tone="attention" icon="pencil" title={say('draft')}>
            {say('draftWords')}
          </Notice>
        )}
        {job.duplicate && (
          <Notice tone="attention" icon="stamp" title={say('duplicate')}>
            {say('duplicateWords')}
          </Notice>
        )}
        {job.verificationCode !== null && <p className={styles['code']}>{say('code', { code: job.verificationCode })}</p>}
        <p className={styles['explain']}>
          {!printer || printer.kind === 'none' ? say('noPrinter') : printer.ready ? say('printer', { name: printer.name }) : say('printerNotReady', { name: printer.name, detail: reasons(printer.detail) })}
        </p>
        {failed && <ProblemNotice problem={failed} />}
        {said !== null && <Notice tone="good" icon="check-circle" title={said} role="status" />}
        <Button look="main" icon="printer" shortcut="print" busy={print.busy} onPress={() => void send()} autoFocus isDisabled={job.draft}>
          {print.busy ? say('printing') : job.duplicate ? say('printDuplicate') : say('print')}
        </Button>
      </div>
    </div>
  )
}
