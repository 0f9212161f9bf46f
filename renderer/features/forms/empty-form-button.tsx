import { useMemo, useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import { REQUEST_KINDS, type RequestKind } from '../../../src/domain/request/request.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { usePrinterReasons } from '../../i18n/printer-reasons.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Checkbox, Dialog, Notice, ProblemNotice, RadioGroup, Select, Skeleton, useAnnounce, Viewer, Waiting } from '../../ui/index.ts'
import styles from '../papers/papers.module.css'
import { formsWords } from './words.ts'

/** For whoever comes without a form: seen, then printed. */
export function EmptyFormButton() {
  const say = useWords(formsWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" icon="printer" onPress={() => setOpen(true)}>
        {say('open')}
      </Button>
      <Dialog title={say('title')} isOpen={isOpen} onClose={() => setOpen(false)} closeLabel={say('close')} width="full">
        {isOpen && <EmptyForm />}
      </Dialog>
    </>
  )
}

const COPIES = ['1', '2', '5', '10'] as const

function EmptyForm() {
  const say = useWords(formsWords)
  const announce = useAnnounce()
  const reasons = usePrinterReasons()
  const [kind, setKind] = useState<RequestKind>('anonymise')
  const [largePrint, setLargePrint] = useState(false)
  const [copies, setCopies] = useState<(typeof COPIES)[number]>('1')
  const [said, setSaid] = useState<string | null>(null)
  const [jobProblem, setJobProblem] = useState<Problem | null>(null)
  const preview = useProcedure('form.preview', { kind, largePrint })
  const printer = useProcedure('printer.state', {}).data
  const print = useCommand('form.print')
  const form = preview.data
  const send = async () => {
    if (print.busy || !form) return
    setSaid(null)
    const result = await print.run({ kind, largePrint, copies: Number(copies) })
    setJobProblem(result.ok ? result.value.problem : null)
    if (!result.ok || result.value.problem !== null) return
    const words = say('printed', { printer: result.value.printer })
    setSaid(words)
    announce(words, 'printer')
  }
  useShortcut('print', () => void send())
  useShortcut('main-action', () => void send())
  const pages = useMemo(
    () => (form ? Array.from({ length: form.pages }, (_, index) => ({ key: `${form.sha256}-${index}`, sha256: form.sha256, mediaType: 'application/pdf' as const, pdfPage: index + 1, name: form.title })) : []),
    [form],
  )
  const failed = preview.problem ?? print.problem ?? jobProblem
  return (
    <div className={styles['layout']}>
      <div className={styles['sheet']}>
        {form ? (
          <Viewer key={form.sha256} label={form.title} pages={pages} />
        ) : (
          <Waiting words={say('loading')}>
            <Skeleton lines={8} />
          </Waiting>
        )}
      </div>
      <div className={styles['side']}>
        <RadioGroup label={say('kind')} options={REQUEST_KINDS.map((id) => ({ id, label: say(`kind.${id}`) }))} value={kind} onChange={setKind} />
        <Checkbox isSelected={largePrint} onChange={setLargePrint} help={say('largeHelp')}>
          {say('large')}
        </Checkbox>
        <Select label={say('copies')} options={COPIES.map((id) => ({ id, label: id }))} value={copies} onChange={setCopies} />
        <p className={styles['explain']}>{say('explain')}</p>
        <p className={styles['explain']}>
          {!printer || printer.kind === 'none' ? say('noPrinter') : printer.ready ? say('printer', { name: printer.name }) : say('printerNotReady', { name: printer.name, detail: reasons(printer.detail) })}
        </p>
        {failed && <ProblemNotice problem={failed} />}
        {said !== null && <Notice tone="good" icon="check-circle" title={said} role="status" />}
        <Button look="main" icon="printer" shortcut="print" busy={print.busy} onPress={() => void send()} isDisabled={!form}>
          {print.busy ? say('printing') : say('print')}
        </Button>
      </div>
    </div>
  )
}
