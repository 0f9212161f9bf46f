import { useState } from 'react'
import { formatDay, parseDay } from '../../../src/domain/calendar/bucharest.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useToday } from '../../desk/use-today.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, DateField, Dialog } from '../../ui/index.ts'
import { PrintPane } from '../printing/print-pane.tsx'
import { usePrintRun } from '../printing/use-print-run.ts'
import { printingWords } from '../printing/words.ts'
import styles from './registry-screen.module.css'
import { registryWords } from './words.ts'

interface Days {
  readonly from: string
  readonly to: string
}

/** Requests a page of the registry book for one or more days, sealed by the central store. */
export function RegistryPageButton() {
  const t = useWords(registryWords)
  const tPrinting = useWords(printingWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="document" onPress={() => setOpen(true)}>
        {t('page')}
      </Button>
      <Dialog
        title={t('page')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        closeLabel={tPrinting('close')}
        width="full"
      >
        {isOpen && <RegistryPage />}
      </Dialog>
    </>
  )
}

function RegistryPage() {
  const t = useWords(registryWords)
  const tPrinting = useWords(printingWords)
  const today = useToday()
  const [typed, setTyped] = useState<Days>({ from: formatDay(today), to: formatDay(today) })
  const [days, setDays] = useState<Days>({ from: today, to: today })
  const [wrong, setWrong] = useState<Partial<Record<keyof Days, string>>>({})
  const { data: page, problem } = useProcedure('registry.page', days)
  const print = useCommand('registry.printPage')
  const run = usePrintRun(
    () => print.run(days),
    ({ printer }) => tPrinting('printed', { printer }),
  )
  const show = () => {
    const [from, to] = [parseDay(typed.from), parseDay(typed.to)]
    const inOrder = !from.ok || !to.ok || from.value <= to.value
    const noDay = t('pageNoDay')
    setWrong({
      ...(from.ok ? {} : { from: noDay }),
      ...(to.ok ? {} : { to: noDay }),
      ...(inOrder ? {} : { to: t('pageOrder') }),
    })
    if (from.ok && to.ok && inOrder) setDays({ from: from.value, to: to.value })
  }
  return (
    <PrintPane label={t('page')} paper={page} waiting={t('pageMaking')} problem={problem} run={run}>
      <form
        className={styles['days']}
        onSubmit={(event) => {
          event.preventDefault()
          show()
        }}
      >
        <p>{t('pageIntro')}</p>
        <DateField
          label={t('pageFrom')}
          value={typed.from}
          onChange={(from) => setTyped({ ...typed, from })}
          error={wrong.from ?? null}
          autoFocus
        />
        <DateField
          label={t('pageTo')}
          value={typed.to}
          onChange={(to) => setTyped({ ...typed, to })}
          error={wrong.to ?? null}
          help={t('pageLongest')}
        />
        <Button type="submit">{t('pageShow')}</Button>
      </form>
    </PrintPane>
  )
}
