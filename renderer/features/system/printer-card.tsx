import { useState } from 'react'
import { printerChoice, type PrinterChoice, type ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { usePrinterReasons } from '../../i18n/printer-reasons.ts'
import { useSession } from '../../app/session.tsx'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Checkbox, Chip, Facts, Notice, ProblemNotice, Select } from '../../ui/index.ts'
import { AddressForm } from './address-form.tsx'
import { DeviceSearch, useDeviceSearch } from './device-search.tsx'
import { ReadyChip } from './ready-chip.tsx'
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
  const t = useWords(systemWords)
  if (printer?.kind === 'none') return <Chip icon="minus">{t('printerNone')}</Chip>
  return <ReadyChip ready={printer?.ready ?? null} />
}

interface ChosenPrinterProps {
  readonly chosen: Chosen
  readonly printer: State
  readonly busy: boolean
  /** Null for a person who may not choose: then the printer is only shown. */
  readonly onKeep: ((part: Kept) => void) | null
}

function ChosenPrinter({ chosen, printer, busy, onKeep }: ChosenPrinterProps) {
  const t = useWords(systemWords)
  const reasons = usePrinterReasons()
  return (
    <>
      {!printer.ready && printer.detail !== '' && (
        <Notice
          tone="attention"
          icon="alert"
          title={t('printerSays', { reason: reasons(printer.detail) })}
          actions={
            onKeep !== null &&
            printer.detail.split(' ').includes('certificate') && (
              <Button size="small" onPress={() => onKeep({ anew: true })} busy={busy}>
                {t('acceptCertificate')}
              </Button>
            )
          }
        />
      )}
      <Facts
        facts={[
          { label: t('name'), value: chosen.printerName },
          {
            label: t('how'),
            value: chosen.printer.kind === 'configured' ? t('kind.configured') : t(`kind.${chosen.printer.kind}`),
          },
        ]}
      />
      {onKeep !== null && <PrintSettings chosen={chosen} onKeep={onKeep} />}
    </>
  )
}

function PrintSettings({ chosen, onKeep }: Pick<ChosenPrinterProps, 'chosen'> & { onKeep: (part: Kept) => void }) {
  const t = useWords(systemWords)
  return (
    <>
      <div className={styles['pair']}>
        <Select
          label={t('copies')}
          options={COPIES.map((id) => ({ id, label: id }))}
          value={String(chosen.printSettings.copies) as (typeof COPIES)[number]}
          onChange={(copies) => onKeep({ settings: { ...chosen.printSettings, copies: Number(copies) } })}
        />
        <Checkbox
          isSelected={chosen.printSettings.duplex}
          onChange={(duplex) => onKeep({ settings: { ...chosen.printSettings, duplex } })}
        >
          {t('duplex')}
        </Checkbox>
      </div>
      <TestPage />
    </>
  )
}

export function PrinterCard() {
  const t = useWords(systemWords)
  const chosen = useProcedure('devices.chosen', {}).data
  const state = useProcedure('printer.state', {}, { refetchEveryMs: 15_000 })
  const choose = useCommand('devices.choosePrinter')
  const mayChoose = useSession().may('device.choose')
  const keep = (part: Kept) => {
    if (chosen) void choose.run({ printer: chosen.printer, settings: chosen.printSettings, ...part })
  }
  const printer = state.data
  return (
    <Card title={t('printer')} aside={<PrinterChip printer={printer} />}>
      <div className={styles['card']}>
        {chosen && printer && printer.kind !== 'none' && (
          <ChosenPrinter chosen={chosen} printer={printer} busy={choose.busy} onKeep={mayChoose ? keep : null} />
        )}
        {mayChoose && (
          <>
            <FindPrinters
              chosen={chosen?.printer ?? null}
              busy={choose.busy}
              onChoose={(choice) => keep({ printer: choice })}
            />
            <PrinterAddress busy={choose.busy} onChoose={(choice) => keep({ printer: choice })} />
          </>
        )}
        {choose.problem && <ProblemNotice problem={choose.problem} />}
      </div>
    </Card>
  )
}

function TestPage() {
  const t = useWords(systemWords)
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
          {test.busy ? t('testing') : t('testPage')}
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
            title={t(job.state === 'printed' ? 'tested' : 'testSent', { printer: job.printer })}
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
  const t = useWords(systemWords)
  const search = useDeviceSearch(useFoundPrinters)
  const rows = (search.data?.printers ?? []).map(({ detail, ...choice }) => ({
    key: `${choice.kind} ${placeOf(choice)}`,
    name: choice.kind === 'configured' ? detail : choice.name,
    detail: choice.kind === 'configured' ? t('kind.configured') : [detail, placeOf(choice)].filter(Boolean).join(' · '),
    isChosen: chosen !== null && isSame(choice, chosen),
    onChoose: () => onChoose(choice),
  }))
  return <DeviceSearch search={search} find={t('printerFind')} label={t('printers')} rows={rows} busy={busy} />
}

function PrinterAddress({ busy, onChoose }: ChoosingProps) {
  const t = useWords(systemWords)
  const use = (uri: string) => {
    const parsed = printerChoice.safeParse({ kind: 'ipp', name: URL.parse(uri)?.hostname ?? '', uri })
    if (!parsed.success) return Promise.resolve(t('printerAddressWrong'))
    onChoose(parsed.data)
    return Promise.resolve(null)
  }
  return <AddressForm label={t('printerAddress')} help={t('printerAddressHelp')} busy={busy} onUse={use} />
}
