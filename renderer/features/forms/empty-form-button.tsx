import { useState } from 'react'
import { REQUEST_KINDS, type RequestKind } from '../../../src/domain/request/request.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Checkbox, Dialog, RadioGroup, Select } from '../../ui/index.ts'
import { PrintPane } from '../printing/print-pane.tsx'
import { usePrintRun } from '../printing/use-print-run.ts'
import { printingWords } from '../printing/words.ts'
import { formsWords } from './words.ts'

/** For whoever comes without a form: seen, then printed. */
export function EmptyFormButton() {
  const say = useWords(formsWords)
  const sayPrinting = useWords(printingWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" icon="printer" onPress={() => setOpen(true)}>
        {say('open')}
      </Button>
      <Dialog title={say('title')} isOpen={isOpen} onClose={() => setOpen(false)} closeLabel={sayPrinting('close')} width="full">
        {isOpen && <EmptyForm />}
      </Dialog>
    </>
  )
}

const COPIES = ['1', '2', '5', '10'] as const

function EmptyForm() {
  const say = useWords(formsWords)
  const sayPrinting = useWords(printingWords)
  const [kind, setKind] = useState<RequestKind>('anonymise')
  const [largePrint, setLargePrint] = useState(false)
  const [copies, setCopies] = useState<(typeof COPIES)[number]>('1')
  const { data: form, problem } = useProcedure('form.preview', { kind, largePrint })
  const print = useCommand('form.print')
  const run = usePrintRun(
    () => print.run({ kind, largePrint, copies: Number(copies) }),
    ({ printer }) => sayPrinting('printed', { printer }),
  )
  return (
    <PrintPane label={form?.title ?? say('title')} paper={form} waiting={say('loading')} problem={problem} run={run}>
      <RadioGroup label={say('kind')} options={REQUEST_KINDS.map((id) => ({ id, label: say(`kind.${id}`) }))} value={kind} onChange={setKind} autoFocus />
      <Checkbox isSelected={largePrint} onChange={setLargePrint} help={say('largeHelp')}>
        {say('large')}
      </Checkbox>
      <Select label={say('copies')} options={COPIES.map((id) => ({ id, label: id }))} value={copies} onChange={setCopies} />
      <p>{say('explain')}</p>
    </PrintPane>
  )
}
