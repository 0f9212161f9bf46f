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

/** A page of the registry book for a day or some days, as the central store seals it. */
export function RegistryPageButton() {
  const say = useWords(registryWords)
  const sayPrinting = useWords(printingWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="document" onPress={() => setOpen(true)}>
        {say('page')}
      </Button>
      <Dialog
        title={say('page')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        closeLabel={sayPrinting('close')}
        width="full"
      >
        {isOpen && <RegistryPage />}
      </Dialog>
    </>
  )
}

function RegistryPage() {
  const say = useWords(registryWords)
  const sayPrinting = useWords(printingWords)
  const today = useToday()
  const [typed, setTyped] = useState<Days>({ from: formatDay(today), to: formatDay(today) })
  const [days, setDays] = useState<Days>({ from: today, to: today })
  const [wrong, setWrong] = useState<Partial<Record<keyof Days, string>>>({})
  const { data: page, problem } = useProcedure('registry.page', days)
  const print = useCommand('registry.printPage')
  const run = usePrintRun(
    () => print.run(days),
    ({ printer }) => sayPrinting('printed', { printer }),
  )
  const show = () => {
    const [from, to] = [parseDay(typed.from), parseDay(typed.to)]
    const inOrder = !from.ok || !to.ok || from.value <= to.value
    const noDay = say('pageNoDay')
    setWrong({
      ...(from.ok ? {} : { from: noDay }),
      ...(to.ok ? {} : { to: noDay }),
      ...(inOrder ? {} : { to: say('pageOrder') }),
    })
    if (from.ok && to.ok && inOrder) setDays({ from: from.value, to: to.value })
  }
  return (
    <PrintPane label={say('page')} paper={page} waiting={say('pageMaking')} problem={problem} run={run}>
      <form
        className={styles['days']}
        onSubmit={(event) => {
          event.preventDefault()
          show()
        }}
      >
        <p>{say('pageIntro')}</p>
        <DateField
          label={say('pageFrom')}
          value={typed.from}
          onChange={(from) => setTyped({ ...typed, from })}
          error={wrong.from ?? null}
          autoFocus
        />
        <DateField
          label={say('pageTo')}
          value={typed.to}
          onChange={(to) => setTyped({ ...typed, to })}
          error={wrong.to ?? null}
          help={say('pageLongest')}
        />
        <Button type="submit">{say('pageShow')}</Button>
      </form>
    </PrintPane>
  )
}
