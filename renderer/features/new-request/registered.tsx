import { useCallback, useEffect, useRef, useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { goTo } from '../../app/route.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Chip, Notice, ProblemNotice } from '../../ui/index.ts'
import { usePapers } from '../papers/papers.tsx'
import { useMissingWords } from './finding-words.ts'
import styles from './new-request.module.css'
import { newRequestWords } from './words.ts'

type Registered = ProcedureOutput<'draft.register'>
type Printing =
  | { readonly state: 'printing' | 'confirmed' }
  | { readonly state: 'printed' | 'sent'; readonly printer: string }
  | { readonly state: 'failed'; readonly problem: Problem }

/** Prints the proof at once. The clerk can print it again or confirm that it came out. */
function useProofPrint(requestId: string) {
  const desk = useDesk()
  const [printing, setPrinting] = useState<Printing>({ state: 'printing' })
  const asked = useRef(false)
  const print = useCallback(async () => {
    setPrinting({ state: 'printing' })
    const result = await desk.call('paper.print', { requestId, paper: 'proof-of-registration' })
    const failed = !result.ok ? result.problem : result.value.problem
    if (failed !== null) setPrinting({ state: 'failed', problem: failed })
    else if (result.ok)
      setPrinting({ state: result.value.state === 'sent' ? 'sent' : 'printed', printer: result.value.printer })
  }, [desk, requestId])
  const confirmPrinted = async () => {
    const result = await desk.call('paper.confirmPrinted', { requestId, paper: 'proof-of-registration' })
    setPrinting(result.ok ? { state: 'confirmed' } : { state: 'failed', problem: result.problem })
  }
  useEffect(() => {
    // Only once, also where effects run twice: a second print would be recorded as a duplicate.
    if (asked.current) return
    asked.current = true
    void print()
  }, [print])
  return { printing, print, confirmPrinted }
}

/** Whether the request went to review, will go once the line is back, or what is missing for that. */
function NextStop({ missing, reaches }: { missing: Registered['missing']; reaches: boolean }) {
  const t = useWords(newRequestWords)
  const missingWords = useMissingWords()
  if (missing.length === 0)
    return reaches ? (
      <Notice tone="good" icon="check-circle" title={t('sentToReview')} />
    ) : (
      <Notice icon="clock" title={t('goesToReview')}>
        {t('pending')}
      </Notice>
    )
  return (
    <Notice tone="attention" icon="hourglass" title={t('staysRegistered')}>
      <ul className={styles['plainList']}>
        {missing.map((code) => (
          <li key={code}>{missingWords(code)}</li>
        ))}
      </ul>
    </Notice>
  )
}

interface PrintOutcomeProps {
  readonly printing: Printing
  readonly onConfirm: () => void
  readonly onPrint: () => void
}

function PrintOutcome({ printing, onConfirm, onPrint }: PrintOutcomeProps) {
  const t = useWords(newRequestWords)
  return (
    <>
      <div role="status">
        {printing.state === 'printing' && <p>{t('printing')}</p>}
        {printing.state === 'confirmed' && <p>{t('printConfirmed')}</p>}
        {printing.state === 'printed' && <p>{t('printed', { printer: printing.printer })}</p>}
        {printing.state === 'sent' && <p>{t('sentToPrinter', { printer: printing.printer })}</p>}
      </div>
      {printing.state === 'failed' && (
        <ProblemNotice
          problem={printing.problem}
          actions={
            <>
              {printing.problem.code === 'printer.unconfirmed' && (
                <Button size="small" icon="check" onPress={onConfirm}>
                  {t('confirmPrinted')}
                </Button>
              )}
              <Button size="small" icon="printer" onPress={onPrint}>
                {t('printAgain')}
              </Button>
            </>
          }
        />
      )}
    </>
  )
}

/** The number in large type, the state of the printed proof, and one button: the next request. */
export function RegisteredView({ registered, onNext }: { registered: Registered; onNext: () => void }) {
  const t = useWords(newRequestWords)
  const { day, time } = useDates()
  const { openPaper } = usePapers()
  const heading = useRef<HTMLHeadingElement>(null)
  const { requestId, registration, missing } = registered
  // Nothing is called sent while it is not known that the central store answers.
  const line = useProcedure('sync.status', {}).data?.state
  const reaches = line === 'online' || line === 'syncing'

  const { printing, print, confirmPrinted } = useProofPrint(requestId)
  useEffect(() => heading.current?.focus(), [])
  useShortcut('main-action', onNext)
  useShortcut('new-request', onNext)
  useShortcut('print', () => openPaper(requestId, 'proof-of-registration'))

  return (
    <div className={styles['registered']}>
      <section className={styles['registeredCard']} aria-labelledby="registered-title">
        <h1 id="registered-title" ref={heading} tabIndex={-1} className={styles['registeredTitle']}>
          {t('registered')}
        </h1>
        <p className={styles['registeredNumber']}>{registered.number}</p>
        <p className={styles['registeredAt']}>
          {t('registeredAt', { day: day(registration.day), time: time(registration.at) })} ·{' '}
          {t('due', { day: day(registered.dueDay) })}
        </p>
        {registered.provisional && <Notice title={t('provisional')} />}
        {registered.pending && !reaches && missing.length > 0 && (
          <p>
            <Chip icon="clock">{t('pending')}</Chip>
          </p>
        )}
        <NextStop missing={missing} reaches={reaches} />
        <PrintOutcome printing={printing} onConfirm={() => void confirmPrinted()} onPrint={() => void print()} />
        <div className={styles['registeredActions']}>
          <Button
            look="quiet"
            icon="document"
            onPress={() => openPaper(requestId, 'proof-of-registration')}
            shortcut="print"
          >
            {t('seeProof')}
          </Button>
          <Button look="quiet" onPress={() => goTo({ room: 'request', requestId })}>
            {t('openRequest')}
          </Button>
          <Button look="main" shortcut="main-action" onPress={onNext}>
            {t('next')}
          </Button>
        </div>
      </section>
    </div>
  )
}
