import { useState } from 'react'
import { printerChoice, type PrinterChoice, type ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { usePrinterReasons } from '../../i18n/printer-reasons.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Checkbox, Chip, Facts, Notice, ProblemNotice, Select } from '../../ui/index.ts'
import { AddressForm } from './address-form.tsx'
import { DeviceSearch, useDeviceSearch } from './device-search.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

type Chosen = ProcedureOutput<'devices.chosen'>
const COPIES = ['1', '2', '3', '4', '5'] as const
function placeOf(choice: PrinterChoice): string {
  if (choice.kind === 'ipp') return choice.uri
  return choice.kind === 'system' ? choice.device : ''
}
const isSame = (a: PrinterChoice, b: PrinterChoice): boolean => a.kind === b.kind && placeOf(a) === placeOf(b)

type State = ProcedureOutput<'printer.state'>
type Kept = Partial<{ printer: PrinterChoice; settings: Chosen['printSettings']; anew: boolean }>

function PrinterChip({ printer }: { printer: State | undefined }) {
  const say = useWords(systemWords)
  if (printer === undefined) return <Chip icon="hourglass">{say('asking')}</Chip>
  if (printer.kind === 'none') return <Chip icon="minus">{say('printerNone')}</Chip>
  return printer.ready ? (
    <Chip icon="check-circle" tone="good">
      {say('ready')}
    </Chip>
  ) : (
    <Chip icon="alert" tone="attention">
      {say('notReady')}
    </Chip>
  )
}

interface ChosenPrinterProps {
  readonly chosen: Chosen
  readonly printer: State
  readonly busy: boolean
  readonly onKeep: (part: Kept) => void
}

function ChosenPrinter({ chosen, printer, busy, onKeep }: ChosenPrinterProps) {
  const say = useWords(systemWords)
  const reasons = usePrinterReasons()
  return (
    <>
      {!printer.ready && printer.detail !== '' && (
        <Notice
          tone="attention"
          icon="alert"
          title={say('printerSays', { reason: reasons(printer.detail) })}
          actions={
            printer.detail.split(' ').includes('certificate') && (
              <Button size="small" onPress={() => onKeep({ anew: true })} busy={busy}>
                {say('acceptCertificate')}
              </Button>
            )
          }
        />
      )}
      <Facts
        facts={[
          { label: say('name'), value: chosen.printerName },
          {
            label: say('how'),
            value: chosen.printer.kind === 'configured' ? say('kind.configured') : say(`kind.${chosen.printer.kind}`),
          },
        ]}
      />
      <div className={styles['pair']}>
        <Select
          label={say('copies')}
          options={COPIES.map((id) => ({ id, label: id }))}
          value={String(chosen.printSettings.copies) as (typeof COPIES)[number]}
          onChange={(copies) => onKeep({ settings: { ...chosen.printSettings, copies: Number(copies) } })}
        />
        <Checkbox
          isSelected={chosen.printSettings.duplex}
          onChange={(duplex) => onKeep({ settings: { ...chosen.printSettings, duplex } })}
        >
          {say('duplex')}
        </Checkbox>
      </div>
      <TestPage />
    </>
  )
}

export function PrinterCard() {
  const say = useWords(systemWords)
  const chosen = useProcedure('devices.chosen', {}).data
  const state = useProcedure('printer.state', {}, { refetchEveryMs: 15_000 })
  const choose = useCommand('devices.choosePrinter')
  const keep = (part: Kept) => {
    if (chosen) void choose.run({ printer: chosen.printer, settings: chosen.printSettings, ...part })
  }
  const printer = state.data
  return (
    <Card title={say('printer')} aside={<PrinterChip printer={printer} />}>
      <div className={styles['card']}>
        {chosen && printer && printer.kind !== 'none' && (
          <ChosenPrinter chosen={chosen} printer={printer} busy={choose.busy} onKeep={keep} />
        )}
        <FindPrinters
          chosen={chosen?.printer ?? null}
          busy={choose.busy}
          onChoose={(choice) => keep({ printer: choice })}
        />
        <PrinterAddress busy={choose.busy} onChoose={(choice) => keep({ printer: choice })} />
        {choose.problem && <ProblemNotice problem={choose.problem} />}
      </div>
    </Card>
  )
}

function TestPage() {
  const say = useWords(systemWords)
  const test = useCommand('printer.testPage')
  const [job, setJob] = useState<ProcedureOutput<'printer.testPage'> | null>(null)
  const print = async () => {
    setJob(null)
    const result = await test.run({})
    setJob(result.ok ? result.value : null)
  }
  const failed = test.problem ?? job?.problem ?? null
  return (
    <>
      <div>
        <Button icon="printer" busy={test.busy} onPress={() => void print()}>
          {test.busy ? say('testing') : say('testPage')}
        </Button>
      </div>
      {failed !== null ? (
        <ProblemNotice problem={failed} />
      ) : (
        job !== null && (
          <Notice
            tone="good"
            icon="check-circle"
            role="status"
            title={say(job.state === 'printed' ? 'tested' : 'testSent', { printer: job.printer })}
          />
        )
      )}
    </>
  )
}

interface ChoosingProps {
  readonly busy: boolean
  readonly onChoose: (choice: PrinterChoice) => void
}

const useFoundPrinters = (enabled: boolean) => useProcedure('devices.findPrinters', {}, { enabled })

function FindPrinters({ chosen, busy, onChoose }: ChoosingProps & { chosen: PrinterChoice | null }) {
  const say = useWords(systemWords)
  const search = useDeviceSearch(useFoundPrinters)
  const rows = (search.data?.printers ?? []).map(({ detail, ...choice }) => ({
    key: `${choice.kind} ${placeOf(choice)}`,
    name: choice.kind === 'configured' ? detail : choice.name,
    detail:
      choice.kind === 'configured' ? say('kind.configured') : [detail, placeOf(choice)].filter(Boolean).join(' · '),
    isChosen: chosen !== null && isSame(choice, chosen),
    onChoose: () => onChoose(choice),
  }))
  return <DeviceSearch search={search} find={say('printerFind')} label={say('printers')} rows={rows} busy={busy} />
}

function PrinterAddress({ busy, onChoose }: ChoosingProps) {
  const say = useWords(systemWords)
  const use = (uri: string) => {
    const parsed = printerChoice.safeParse({ kind: 'ipp', name: URL.parse(uri)?.hostname ?? '', uri })
    if (!parsed.success) return Promise.resolve(say('printerAddressWrong'))
    onChoose(parsed.data)
    return Promise.resolve(null)
  }
  return <AddressForm label={say('printerAddress')} help={say('printerAddressHelp')} busy={busy} onUse={use} />
}
