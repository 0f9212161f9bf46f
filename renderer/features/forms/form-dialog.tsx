import { useState } from 'react'
import { REQUEST_KINDS, type RequestKind } from '../../../src/domain/request/request.ts'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Checkbox, Notice, RadioGroup, Select } from '../../ui/index.ts'
import { PrintPane } from '../printing/print-pane.tsx'
import { usePrintRun, type Printed } from '../printing/use-print-run.ts'
import { printingWords } from '../printing/words.ts'
import { Shortfalls } from './shortfalls.tsx'
import { formsWords } from './words.ts'

const FILLINGS = ['filled', 'empty'] as const
type Filling = (typeof FILLINGS)[number]
const COPIES = ['1', '2', '5', '10'] as const

/** True if the screen names a person, so that the form can be filled in with it. */
const namesSomebody = ({ holder }: DraftContent): boolean => holder.surname.trim() !== '' || holder.cnp.trim() !== ''

export function FormDialog({ content }: { content: DraftContent }) {
  const t = useWords(formsWords)
  const tPrinting = useWords(printingWords)
  const tRequest = useWords(requestWords)
  const canBeFilled = namesSomebody(content)
  const [filling, setFilling] = useState<Filling>(canBeFilled ? 'filled' : 'empty')
  const [chosenKind, setKind] = useState<RequestKind>(content.kind === '' ? 'anonymise' : content.kind)
  const [largePrint, setLargePrint] = useState(false)
  const [chosenCopies, setCopies] = useState<(typeof COPIES)[number]>('1')
  const isFilled = filling === 'filled'
  // A filled-in form is about the kind of request chosen on the screen; only an empty form lets the clerk choose.
  const settledKind = isFilled && content.kind !== '' ? content.kind : null
  const kind = settledKind ?? chosenKind
  const copies = isFilled ? 1 : Number(chosenCopies)

  const empty = useProcedure('form.preview', { kind, largePrint }, { enabled: !isFilled })
  const filled = useProcedure('form.previewFilled', { kind, largePrint, content }, { enabled: isFilled })
  const { data: form, problem } = isFilled ? filled : empty
  const printEmpty = useCommand('form.print')
  const printFilled = useCommand('form.printFilled')
  const run = usePrintRun<Printed>(
    () =>
      isFilled ? printFilled.run({ kind, largePrint, copies, content }) : printEmpty.run({ kind, largePrint, copies }),
    ({ printer }) => tPrinting('printed', { printer }),
  )
  return (
    <PrintPane label={form?.title ?? t('title')} paper={form} waiting={t('loading')} problem={problem} run={run}>
      {canBeFilled && (
        <RadioGroup
          label={t('filling')}
          options={FILLINGS.map((id) => ({ id, label: t(`filling.${id}`), help: t(`filling.${id}Help`) }))}
          value={filling}
          onChange={setFilling}
          autoFocus
        />
      )}
      {settledKind === null && (
        <RadioGroup
          label={t('kind')}
          options={REQUEST_KINDS.map((id) => ({ id, label: tRequest(`kind.${id}`) }))}
          value={kind}
          onChange={setKind}
          autoFocus={!canBeFilled}
        />
      )}
      <Checkbox isSelected={largePrint} onChange={setLargePrint} help={t('largeHelp')}>
        {t('large')}
      </Checkbox>
      {!isFilled && (
        <Select
          label={t('copies')}
          options={COPIES.map((id) => ({ id, label: id }))}
          value={chosenCopies}
          onChange={setCopies}
        />
      )}
      {isFilled && <Shortfalls of={filled.data?.shortfalls ?? []} />}
      {isFilled ? (
        <Notice icon="info" title={t('next')}>
          {t('nextWords')}
        </Notice>
      ) : (
        <p>{t('explain')}</p>
      )}
    </PrintPane>
  )
}
