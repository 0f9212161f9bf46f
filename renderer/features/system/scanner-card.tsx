import { useState } from 'react'
import type { ScannerChoice } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Chip, Facts, ProblemNotice, Progress, TextField } from '../../ui/index.ts'
import { ScanSettingsFields } from '../scanning/scan-settings.tsx'
import { DeviceList } from './device-list.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

const placeOf = (choice: ScannerChoice): string => (choice.kind === 'escl' ? choice.url : choice.kind === 'sane' ? choice.device : choice.name)
const isSame = (a: ScannerChoice, b: ScannerChoice | null): boolean => b !== null && a.kind === b.kind && (a.kind === 'folder' || placeOf(a) === placeOf(b))

export function ScannerCard() {
  const say = useWords(systemWords)
  const chosen = useProcedure('devices.chosen', {}).data
  const state = useProcedure('scanner.state', {})
  const choose = useCommand('devices.chooseScanner')
  const scanner = chosen?.scanner ?? null
  return (
    <Card
      title={say('scanner')}
      aside={
        scanner === null ? (
          <Chip icon="minus">{say('none')}</Chip>
        ) : state.data === undefined || state.isFetching || choose.busy ? (
          <Chip icon="hourglass">{say('asking')}</Chip>
        ) : state.data.ready ? (
          <Chip icon="check-circle" tone="good">
            {say('ready')}
          </Chip>
        ) : (
          <Chip icon="alert" tone="attention">
            {say('notReady')}
          </Chip>
        )
      }
    >
      <div className={styles['card']}>
        {scanner === null ? (
          <p className={styles['quiet']}>{say('noneWords')}</p>
        ) : (
          <>
            <Facts
              facts={[
                { label: say('name'), value: scanner.name },
                { label: say('how'), value: say(`kind.${scanner.kind}`) },
                state.data !== undefined && state.data.model !== '' && scanner.kind !== 'folder' && { label: say('model'), value: state.data.model },
              ]}
            />
            {state.data?.problem && (
              <ProblemNotice
                problem={state.data.problem}
                actions={
                  <Button size="small" onPress={() => void state.refetch()} busy={state.isFetching}>
                    {say('askAgain')}
                  </Button>
                }
              />
            )}
            {state.data && chosen && <ScanSettingsFields state={state.data} scanFolder={chosen.scanFolder} />}
          </>
        )}
        <FindScanners chosen={scanner} busy={choose.busy} onChoose={(choice) => void choose.run({ scanner: choice })} />
        <ScannerAddress busy={choose.busy} onChoose={(choice) => void choose.run({ scanner: choice })} />
        {choose.problem && <ProblemNotice problem={choose.problem} />}
        <div className={styles['quiet']}>
          <p>{say('folderIs', { folder: chosen?.scanFolder ?? '' })}</p>
          <p>{say('folderHelp')}</p>
        </div>
        {scanner !== null && (
          <Button look="quiet" size="small" className={styles['apart'] ?? ''} onPress={() => void choose.run({ scanner: null })}>
            {say('forget')}
          </Button>
        )}
      </div>
    </Card>
  )
}

function FindScanners({ chosen, busy, onChoose }: { chosen: ScannerChoice | null; busy: boolean; onChoose: (choice: ScannerChoice) => void }) {
  const say = useWords(systemWords)
  const [asked, setAsked] = useState(false)
  const found = useProcedure('devices.findScanners', {}, { enabled: asked })
  const scanners = found.data?.scanners ?? []
  const look = () => {
    setAsked(true)
    if (asked) void found.refetch()
  }
  return (
    <>
      <div>
        <Button icon="search" onPress={look} busy={found.isFetching}>
          {found.data ? say('findAgain') : say('find')}
        </Button>
        <div aria-live="polite">{found.isFetching && <Progress label={say('finding')} />}</div>
      </div>
      {found.problem && <ProblemNotice problem={found.problem} />}
      {found.data && !scanners.some(({ kind }) => kind !== 'folder') && <p className={styles['quiet']}>{say('foundNone')}</p>}
      {scanners.length > 0 && (
        <DeviceList
          label={say('found')}
          busy={busy}
          rows={scanners.map((choice) => ({
            key: `${choice.kind} ${placeOf(choice)}`,
            name: choice.kind === 'folder' ? say('kind.folder') : choice.name,
            detail: choice.kind === 'folder' ? choice.name : `${say(`kind.${choice.kind}`)} · ${placeOf(choice)}`,
            isChosen: isSame(choice, chosen),
            onChoose: () => onChoose(choice),
          }))}
        />
      )}
    </>
  )
}

function ScannerAddress({ busy, onChoose }: { busy: boolean; onChoose: (choice: ScannerChoice) => void }) {
  const say = useWords(systemWords)
  const problemWords = useProblemWords()
  const desk = useDesk()
  const [address, setAddress] = useState('')
  const [error, setError] = useState<string | null>(null)
  const use = async () => {
    const result = await desk.call('devices.scannerAt', { address })
    if (!result.ok) return setError(result.problem.code === 'input.invalid' ? say('addressHelp') : problemWords(result.problem).what)
    setError(null)
    setAddress('')
    onChoose(result.value)
  }
  return (
    <form
      className={styles['address']}
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <TextField label={say('address')} help={say('addressHelp')} value={address} onChange={setAddress} error={error} inputMode="url" />
      <Button type="submit" isDisabled={busy || address.trim() === ''}>
        {say('useAddress')}
      </Button>
    </form>
  )
}
