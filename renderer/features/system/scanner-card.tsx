import type { Problem } from '../../../src/domain/problem.ts'
import type { ScannerChoice } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useSession } from '../../app/session.tsx'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Chip, Facts, ProblemNotice } from '../../ui/index.ts'
import { ScanSettingsFields } from '../scanning/scan-settings.tsx'
import { AddressForm } from './address-form.tsx'
import { DeviceSearch, useDeviceSearch } from './device-search.tsx'
import { ReadyChip } from './ready-chip.tsx'
import { ScannerLogin } from './scanner-login.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

function placeOf(choice: ScannerChoice): string {
  if (choice.kind === 'escl') return choice.url
  return choice.kind === 'sane' ? choice.device : choice.name
}
const isSame = (a: ScannerChoice, b: ScannerChoice | null): boolean =>
  b !== null && a.kind === b.kind && (a.kind === 'folder' || placeOf(a) === placeOf(b))

interface ScannerChipProps {
  readonly chosen: boolean
  readonly asking: boolean
  /** Null: not known yet. */
  readonly ready: boolean | null
}

function ScannerChip({ chosen, asking, ready }: ScannerChipProps) {
  const t = useWords(systemWords)
  if (!chosen) return <Chip icon="minus">{t('none')}</Chip>
  return <ReadyChip ready={asking ? null : ready} />
}

interface ScannerProblemProps {
  readonly problem: Problem
  readonly asking: boolean
  readonly onAsk: () => void
  readonly choosing: boolean
  /** Accepts another certificate; null where this person may not choose devices. */
  readonly onAccept: (() => void) | null
}

/** Why the scanner is not ready, and what can be done about it. */
function ScannerProblem({ problem, asking, onAsk, choosing, onAccept }: ScannerProblemProps) {
  const t = useWords(systemWords)
  return (
    <ProblemNotice
      problem={problem}
      actions={
        <>
          <Button size="small" onPress={onAsk} busy={asking}>
            {t('askAgain')}
          </Button>
          {onAccept !== null && problem.code === 'scanner.certificate' && (
            <Button size="small" onPress={onAccept} busy={choosing}>
              {t('acceptCertificate')}
            </Button>
          )}
        </>
      }
    />
  )
}

export function ScannerCard() {
  const t = useWords(systemWords)
  const chosen = useProcedure('devices.chosen', {}).data
  const state = useProcedure('scanner.state', {})
  const choose = useCommand('devices.chooseScanner')
  const mayChoose = useSession().may('device.choose')
  const scanner = chosen?.scanner ?? null
  return (
    <Card
      title={t('scanner')}
      aside={
        <ScannerChip
          chosen={scanner !== null}
          asking={state.isFetching || choose.busy}
          ready={state.data?.ready ?? null}
        />
      }
    >
      <div className={styles['card']}>
        {scanner === null ? (
          <p className={styles['quiet']}>{t('noneWords')}</p>
        ) : (
          <>
            <Facts
              facts={[
                { label: t('name'), value: scanner.name },
                { label: t('how'), value: t(`kind.${scanner.kind}`) },
                state.data !== undefined &&
                  state.data.model !== '' &&
                  scanner.kind !== 'folder' && { label: t('model'), value: state.data.model },
              ]}
            />
            {state.data?.problem && (
              <ScannerProblem
                problem={state.data.problem}
                asking={state.isFetching}
                onAsk={() => void state.refetch()}
                choosing={choose.busy}
                onAccept={mayChoose ? () => void choose.run({ scanner }) : null}
              />
            )}
            {mayChoose && chosen && scanner.kind === 'escl' && (
              <ScannerLogin
                key={scanner.url}
                user={chosen.scannerUser}
                wanted={state.data?.problem?.code === 'scanner.access-denied'}
              />
            )}
            {mayChoose && state.data && chosen && (
              <ScanSettingsFields state={state.data} scanFolder={chosen.scanFolder} />
            )}
          </>
        )}
        {mayChoose && (
          <OtherScanner
            chosen={scanner}
            busy={choose.busy}
            onChoose={(choice) => void choose.run({ scanner: choice })}
          />
        )}
        {choose.problem && <ProblemNotice problem={choose.problem} />}
        <div className={styles['quiet']}>
          <p>{t('folderIs', { folder: chosen?.scanFolder ?? '' })}</p>
          <p>{t('folderHelp')}</p>
        </div>
        {mayChoose && scanner !== null && (
          <Button
            look="quiet"
            size="small"
            className={styles['apart'] ?? ''}
            onPress={() => void choose.run({ scanner: null })}
          >
            {t('forget')}
          </Button>
        )}
      </div>
    </Card>
  )
}

interface ChoosingProps {
  readonly busy: boolean
  readonly onChoose: (choice: ScannerChoice) => void
}

/** Looks for scanners, or takes the address of one. */
function OtherScanner({ chosen, ...choosing }: ChoosingProps & { chosen: ScannerChoice | null }) {
  return (
    <>
      <FindScanners chosen={chosen} {...choosing} />
      <ScannerAddress {...choosing} />
    </>
  )
}

const useFoundScanners = (enabled: boolean) => useProcedure('devices.findScanners', {}, { enabled })

function FindScanners({ chosen, busy, onChoose }: ChoosingProps & { chosen: ScannerChoice | null }) {
  const t = useWords(systemWords)
  const search = useDeviceSearch(useFoundScanners)
  const scanners = search.data?.scanners ?? []
  const rows = scanners.map((choice) => ({
    key: `${choice.kind} ${placeOf(choice)}`,
    name: choice.kind === 'folder' ? t('kind.folder') : choice.name,
    detail: choice.kind === 'folder' ? choice.name : `${t(`kind.${choice.kind}`)} · ${placeOf(choice)}`,
    isChosen: isSame(choice, chosen),
    onChoose: () => onChoose(choice),
  }))
  const inVain = search.data && !scanners.some(({ kind }) => kind !== 'folder') ? t('foundNone') : null
  return <DeviceSearch search={search} find={t('find')} label={t('found')} rows={rows} inVain={inVain} busy={busy} />
}

function ScannerAddress({ busy, onChoose }: ChoosingProps) {
  const t = useWords(systemWords)
  const problemWords = useProblemWords()
  const desk = useDesk()
  const use = async (address: string) => {
    const result = await desk.call('devices.scannerAt', { address })
    if (!result.ok)
      return result.problem.code === 'input.invalid' ? t('addressHelp') : problemWords(result.problem).what
    onChoose(result.value)
    return null
  }
  return <AddressForm label={t('address')} help={t('addressHelp')} busy={busy} onUse={use} />
}
