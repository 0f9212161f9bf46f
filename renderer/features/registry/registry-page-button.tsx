import { useMemo, useState } from 'react'
import { formatDay, localDay, parseDay } from '../../../src/domain/calendar/bucharest.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, DateField, Dialog, Notice, ProblemNotice, Skeleton, useAnnounce, Viewer, Waiting } from '../../ui/index.ts'
import styles from './registry-screen.module.css'
import { registryWords } from './words.ts'

interface Days {
  readonly from: string
  readonly to: string
}

/** A page of the registry book for a day or some days, as the central store seals it. */
export function RegistryPageButton() {
  const say = useWords(registryWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="document" onPress={() => setOpen(true)}>
        {say('page')}
      </Button>
      <Dialog title={say('page')} isOpen={isOpen} onClose={() => setOpen(false)} closeLabel={say('pageClose')} width="full">
        {isOpen && <RegistryPage />}
      </Dialog>
    </>
  )
}

function RegistryPage() {
  const say = useWords(registryWords)
  const [today] = useState(() => localDay(Date.now()))
  const [typed, setTyped] = useState<Days>({ from: formatDay(today), to: formatDay(today) })
  const [days, setDays] = useState<Days>({ from: today, to: today })
  const [wrong, setWrong] = useState<Partial<Record<keyof Days, string>>>({})
  const show = () => {
    const [from, to] = [parseDay(typed.from), parseDay(typed.to)]
    const order = from.ok && to.ok && to.value < from.value ? say('pageOrder') : undefined
    setWrong({ ...(from.ok ? {} : { from: say('pageNoDay') }), ...(to.ok ? (order === undefined ? {} : { to: order }) : { to: say('pageNoDay') }) })
    if (from.ok && to.ok && order === undefined) setDays({ from: from.value, to: to.value })
  }
  return (
    <div className={styles['bookPage']}>
      <form
        className={styles['bookSide']}
        onSubmit={(event) => {
          event.preventDefault()
          show()
        }}
      >
        <p className={styles['bookIntro']}>{say('pageIntro')}</p>
        <DateField label={say('pageFrom')} value={typed.from} onChange={(from) => setTyped({ ...typed, from })} error={wrong.from ?? null} />
        <DateField label={say('pageTo')} value={typed.to} onChange={(to) => setTyped({ ...typed, to })} error={wrong.to ?? null} help={say('pageLongest')} />
        <Button type="submit">{say('pageShow')}</Button>
        <Sealed key={`${days.from} ${days.to}`} days={days} part="print" />
      </form>
      <Sealed key={`sheet ${days.from} ${days.to}`} days={days} part="sheet" />
    </div>
  )
}

/** The page itself, or the button that prints it. Both look at the same answer. */
function Sealed({ days, part }: { readonly days: Days; readonly part: 'sheet' | 'print' }) {
  const say = useWords(registryWords)
  const announce = useAnnounce()
  const { data: page, problem } = useProcedure('registry.page', days)
  const print = useCommand('registry.printPage')
  const [said, setSaid] = useState<string | null>(null)
  const [jobProblem, setJobProblem] = useState<Problem | null>(null)
  const pages = useMemo(
    () => (page ? Array.from({ length: page.pages }, (_, index) => ({ key: `${page.sha256}-${index}`, sha256: page.sha256, mediaType: 'application/pdf' as const, pdfPage: index + 1, name: 'registru' })) : []),
    [page],
  )
  const send = async () => {
    setSaid(null)
    const result = await print.run(days)
    setJobProblem(result.ok ? result.value.problem : null)
    if (!result.ok || result.value.problem !== null) return
    const words = say('pagePrinted', { printer: result.value.printer })
    setSaid(words)
    announce(words, 'printer')
  }
  if (part === 'print') {
    const failed = print.problem ?? jobProblem
    return (
      <>
        {failed && <ProblemNotice problem={failed} />}
        {said !== null && <Notice tone="good" icon="check-circle" title={said} role="status" />}
        <Button look="main" icon="printer" busy={print.busy} onPress={() => void send()} isDisabled={!page}>
          {say('pagePrint')}
        </Button>
      </>
    )
  }
  if (problem) return <ProblemNotice problem={problem} />
  return page ? (
    <div className={styles['bookSheet']}>
      <Viewer label={say('page')} pages={pages} />
    </div>
  ) : (
    <Waiting words={say('pageMaking')}>
      <Skeleton lines={8} />
    </Waiting>
  )
}
