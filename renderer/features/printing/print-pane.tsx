/**
 * The layout of every dialog that prints: the paper on the left, options beside it, the printer and its one button at
 * the bottom right.
 */
import { useMemo, type ReactNode } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { usePrinterReasons } from '../../i18n/printer-reasons.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Notice, NotYet, ProblemNotice, Viewer } from '../../ui/index.ts'
import styles from './print-pane.module.css'
import type { PrintRun } from './use-print-run.ts'
import { printingWords } from './words.ts'

interface PrintPaneProps {
  /** Name of the paper. */
  readonly label: string
  /** The PDF in the desk's store; undefined while it is being made. */
  readonly paper: { readonly sha256: string; readonly pages: number } | undefined
  readonly waiting: string
  /** Why the paper could not be made. */
  readonly problem: Problem | null
  readonly run: PrintRun
  /** Label of the button, where it is not simply "print". */
  readonly act?: string
  /** Whether F8 and Ctrl+Enter print. False for a duplicate, which is logged: only its button prints it. */
  readonly byKey?: boolean
  /** The paper may be viewed but not printed. */
  readonly isRefused?: boolean
  /** The button has the focus, because there is nothing to choose first. */
  readonly autoFocus?: boolean
  readonly children: ReactNode
}

export function PrintPane({
  label,
  paper,
  waiting,
  problem,
  run,
  act,
  byKey = true,
  isRefused = false,
  autoFocus = false,
  children,
}: PrintPaneProps) {
  const t = useWords(printingWords)
  const enabled = paper !== undefined && !isRefused && !run.busy
  const send = () => void run.send()
  useShortcut('print', send, enabled && byKey)
  useShortcut('main-action', send, enabled && byKey)
  const pages = useMemo(
    () =>
      paper
        ? Array.from({ length: paper.pages }, (_, index) => ({
            key: `${paper.sha256}-${index}`,
            sha256: paper.sha256,
            mediaType: 'application/pdf' as const,
            pdfPage: index + 1,
            name: label,
          }))
        : [],
    [paper, label],
  )
  return (
    <div className={styles['pane']}>
      <div className={styles['sheet']}>
        {paper ? (
          <Viewer key={paper.sha256} label={label} pages={pages} />
        ) : (
          <NotYet problem={problem} words={waiting} lines={8} autoFocus />
        )}
      </div>
      <div className={styles['side']}>
        <div className={styles['choices']}>{children}</div>
        <div className={styles['foot']}>
          {run.problem && <ProblemNotice problem={run.problem} />}
          {run.said !== null && <Notice tone="good" icon="check-circle" title={run.said} role="status" />}
          <PrinterLine />
          {paper !== undefined && (
            <Button
              look="main"
              icon="printer"
              {...(byKey ? { shortcut: 'print' as const } : {})}
              busy={run.busy}
              onPress={send}
              autoFocus={autoFocus}
              isDisabled={isRefused}
            >
              {run.busy ? t('printing') : (act ?? t('print'))}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function PrinterLine() {
  const t = useWords(printingWords)
  const reasons = usePrinterReasons()
  const printer = useProcedure('printer.state', {}).data
  if (printer === undefined) return null
  const { kind, name, ready, detail } = printer
  const state = ready ? t('printer', { name }) : t('printerNotReady', { name, detail: reasons(detail) })
  return <p className={styles['printer']}>{kind === 'none' ? t('noPrinter') : state}</p>
}
