/** Papers that this desk has still to print: print one, or print all (F8). */
import type { Problem } from '../../../src/domain/problem.ts'
import { Page } from '../../app/page.tsx'
import { goTo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { appWords } from '../../app/words.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { usePrinterReasons } from '../../i18n/printer-reasons.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Chip, EmptyState, Icon, Notice, NotYet, ProblemNotice, Progress } from '../../ui/index.ts'
import { usePapers } from '../papers/papers.tsx'
import styles from './to-print-screen.module.css'
import { isUnsure, keyOfPaper, usePrinting, type Printing, type WaitingPaper } from './use-printing.ts'
import { toPrintWords } from './words.ts'

export function ToPrintScreen() {
  const t = useWords(toPrintWords)
  const tApp = useWords(appWords)
  const session = useSession()
  const { data: papers, problem } = useProcedure('paper.waiting', {})
  const printing = usePrinting()
  const mayPrint = session.may('paper.print')
  // A paper that may have been printed is left out: somebody looks at the printer first.
  const printable = (papers ?? []).filter((paper) => !isUnsure(paper) && !paper.running)
  const unsure = (papers ?? []).filter((paper) => isUnsure(paper) && !paper.running).length
  const waits = mayPrint && printable.length > 0 && printing.now === null
  const printAll = () => printing.print(printable)
  useShortcut('print', printAll, waits)
  return (
    <Page
      title={t('title')}
      room={t('title')}
      actions={
        mayPrint &&
        papers !== undefined &&
        papers.length > 0 && (
          <>
            <PrinterLine />
            <Button
              look="main"
              icon="printer"
              shortcut="print"
              busy={printing.now !== null}
              isDisabled={printable.length === 0}
              onPress={printAll}
            >
              {printing.now === null
                ? t('printAll')
                : t('printing', { number: printing.now.number, total: printing.now.total })}
            </Button>
          </>
        )
      }
    >
      {problem || papers === undefined ? (
        <NotYet problem={problem} words={tApp('loading')} lines={6} />
      ) : (
        <div className={styles['page']}>
          <Outcome printing={printing} />
          {papers.length === 0 ? (
            <EmptyState icon="printer" title={t('empty')}>
              {t('emptyWords')}
            </EmptyState>
          ) : (
            <>
              <p className={styles['intro']}>{t('intro')}</p>
              {mayPrint && unsure > 0 && (
                <Notice tone="attention" icon="alert" title={t('unsure', { count: unsure })} />
              )}
              <Papers papers={papers} printing={printing} mayPrint={mayPrint} />
            </>
          )}
        </div>
      )}
    </Page>
  )
}

function Outcome({ printing: { now, outcome } }: { printing: Printing }) {
  const t = useWords(toPrintWords)
  if (now !== null)
    return (
      <Progress
        label={t('printing', { number: now.number, total: now.total })}
        value={((now.number - 1) / now.total) * 100}
      />
    )
  if (outcome === null) return null
  if (outcome.problem === null)
    return (
      <Notice
        tone="good"
        icon="check-circle"
        role="status"
        title={t(outcome.sent ? 'sent' : 'printed', { count: outcome.printed })}
      />
    )
  return (
    <>
      <ProblemNotice problem={outcome.problem} />
      <p className={styles['intro']}>{t('stopped', { count: outcome.printed })}</p>
    </>
  )
}

function PrinterLine() {
  const t = useWords(toPrintWords)
  const reasons = usePrinterReasons()
  const printer = useProcedure('printer.state', {}, { refetchEveryMs: 10_000 }).data
  if (!printer) return null
  return (
    <p className={styles['printer']} data-attention={!printer.ready || undefined}>
      <Icon name={printer.ready ? 'printer' : 'alert'} />
      <span>
        {printer.kind === 'none'
          ? t('printerNone')
          : `${t('printer', { name: printer.name })} · ${printer.ready ? t('printerReady') : reasons(printer.detail)}`}
      </span>
      <Button size="small" look="quiet" onPress={() => goTo({ room: 'system' })}>
        {t('changePrinter')}
      </Button>
    </p>
  )
}

function Papers({
  papers,
  printing,
  mayPrint,
}: {
  papers: readonly WaitingPaper[]
  printing: Printing
  mayPrint: boolean
}) {
  const t = useWords(toPrintWords)
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('column.paper')}</th>
            <th scope="col">{t('column.number')}</th>
            <th scope="col">{t('column.person')}</th>
            <th scope="col">{t('column.since')}</th>
            <th scope="col">{t('column.state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {papers.map((paper) => (
            <Row key={keyOfPaper(paper)} paper={paper} printing={printing} mayPrint={mayPrint} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/**
 * Why a paper is still in the list, in few words. The printer's own state and the remedy are shown elsewhere on the
 * page.
 */
function useAttemptWords(): (problem: Problem) => string {
  const t = useWords(toPrintWords)
  const reasons = usePrinterReasons()
  const problemWords = useProblemWords()
  return (problem) => {
    if (problem.code === 'printer.unconfirmed') return t('notKnown')
    if (problem.code === 'printer.unreachable') return t('printerSilent')
    return problem.code === 'printer.failed'
      ? t('because', { reason: reasons(problem.details.reason) })
      : problemWords(problem).what
  }
}

function Attempt({ paper: { running, tried } }: { paper: WaitingPaper }) {
  const t = useWords(toPrintWords)
  const { moment } = useDates()
  const attemptWords = useAttemptWords()
  if (running) return <Chip icon="printer">{t('running')}</Chip>
  if (tried === null) return <Chip icon="hourglass">{t('notTried')}</Chip>
  return (
    <span className={styles['tried']}>
      <Icon name="alert" size={14} />
      <span>
        {attemptWords(tried.problem)} <span className={styles['when']}>{t('triedAt', { when: moment(tried.at) })}</span>
      </span>
    </span>
  )
}

function Row({ paper: waiting, printing, mayPrint }: { paper: WaitingPaper; printing: Printing; mayPrint: boolean }) {
  const t = useWords(toPrintWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  const { openPaper } = usePapers()
  const confirmPrinted = useCommand('paper.confirmPrinted')
  const { givenNames, letter, number, paper, paperId, requestId, since, surname } = waiting
  const words = `${tRequest(`paper.${paper}`)}${letter === null ? '' : ` · ${tRequest(`letter.${letter}`)}`}`
  return (
    <tr>
      <th scope="row">{words}</th>
      <td>
        <a href={`#/request/${requestId}`}>{number}</a>
      </td>
      <td data-personal="">
        {surname} {givenNames}
      </td>
      <td className={styles['since']}>{moment(since)}</td>
      <td>
        <Attempt paper={waiting} />
      </td>
      <td>
        <div className={styles['rowActions']}>
          <Button
            size="small"
            look="quiet"
            onPress={() => openPaper(requestId, paper, paperId)}
            label={t('seeOne', { paper: words, number })}
          >
            {t('see')}
          </Button>
          {mayPrint && isUnsure(waiting) && !waiting.running && (
            <Button
              size="small"
              icon="check"
              busy={confirmPrinted.busy}
              isDisabled={printing.now !== null}
              onPress={() => void confirmPrinted.run({ requestId, paper, paperId })}
              label={t('confirmPrintedOne', { paper: words, number })}
            >
              {t('confirmPrinted')}
            </Button>
          )}
          {mayPrint && (
            <Button
              size="small"
              icon="printer"
              busy={printing.now?.key === keyOfPaper(waiting)}
              isDisabled={printing.now !== null || waiting.running}
              onPress={() => printing.print([waiting])}
              label={t('printOne', { paper: words, number })}
            >
              {t('print')}
            </Button>
          )}
        </div>
        {confirmPrinted.problem && <ProblemNotice problem={confirmPrinted.problem} />}
      </td>
    </tr>
  )
}
