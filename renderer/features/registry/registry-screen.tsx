/** "Registru": every number of a year with what became of it, so that no gap is without its reason. */
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useToday } from '../../desk/use-today.ts'
import { useWords, type Say } from '../../i18n/words.ts'
import { Card, Chip, EmptyState, type IconName, Notice, NotYet, Select, type Tone } from '../../ui/index.ts'
import { useSession } from '../../app/session.tsx'
import { RegistryPageButton } from './registry-page-button.tsx'
import styles from './registry-screen.module.css'
import { registryWords } from './words.ts'

type Account = ProcedureOutput<'registry.account'>
type Range = Account['ranges'][number]
type Word = keyof typeof registryWords.ro

const LOOK: Record<Range['as'], { icon: IconName; tone: Tone }> = {
  registered: { icon: 'check', tone: 'good' },
  voided: { icon: 'minus', tone: 'neutral' },
  leased: { icon: 'hourglass', tone: 'neutral' },
  unexplained: { icon: 'alert', tone: 'attention' },
}
const YEARS_SHOWN = 5

const numbersOf = ({ from, to }: { from: number; to: number }): string =>
  from === to ? String(from) : `${String(from)} – ${String(to)}`

function whyOf(say: Say<Word>, range: Range): string {
  if (range.as === 'voided') return say(`why.${range.reason}`, { desk: range.deskNumber })
  if (range.as === 'leased') return say('why.leased', { desk: range.deskNumber })
  return range.as === 'unexplained' ? say('why.unexplained') : ''
}

export function RegistryScreen() {
  const say = useWords(registryWords)
  const sayApp = useWords(appWords)
  const { may } = useSession()
  const present = Number(useToday().slice(0, 4))
  const [year, setYear] = useState(present)
  const { data: account, problem } = useProcedure('registry.account', { year }, { keepPrevious: true })
  const years = Array.from({ length: YEARS_SHOWN }, (_, ago) => String(present - ago))
  return (
    <Page
      title={say('title')}
      room={say('title')}
      bar={
        <>
          <Select
            label={say('year')}
            labelHidden
            options={years.map((each) => ({ id: each, label: say('yearNamed', { year: each }) }))}
            value={String(year)}
            onChange={(chosen) => setYear(Number(chosen))}
          />
          {may('request.decide') && <RegistryPageButton />}
        </>
      }
    >
      <div className={styles['page']}>
        <p className={styles['intro']}>{say('intro')}</p>
        {account && problem === null ? (
          <AccountOfYear account={account} />
        ) : (
          <NotYet problem={problem} words={sayApp('loading')} lines={8} />
        )}
      </div>
    </Page>
  )
}

function AccountOfYear({ account: { year, ranges, faults, counts } }: { account: Account }) {
  const { formatNumber } = useIntl()
  const say = useWords(registryWords)
  if (ranges.length === 0 && faults.length === 0)
    return (
      <EmptyState icon="stamp" title={say('empty', { year })}>
        {say('emptyDo')}
      </EmptyState>
    )
  return (
    <>
      {faults.length === 0 ? (
        <Notice tone="accent" icon="check-circle" title={say('whole')} role="status" />
      ) : (
        <Notice tone="attention" title={say('faults', { count: faults.length })} role="alert">
          <ul>
            {faults.map((fault, index) => (
              <li key={index}>
                {numbersOf(fault)}: {say(`fault.${fault.fault}`)}
              </li>
            ))}
          </ul>
          <p>{say('faultsDo')}</p>
        </Notice>
      )}
      <div className={styles['counts']}>
        <Count
          label={say('registered')}
          count={counts.registered}
          help={
            counts.superseded === 0 ? say('registeredHelpNone') : say('registeredHelp', { count: counts.superseded })
          }
        />
        <Count label={say('voided')} count={counts.voided} help={say('voidedHelp')} />
        <Count label={say('leased')} count={counts.leased} help={say('leasedHelp')} />
      </div>
      <Card title={say('ranges', { year })}>
        <div className={styles['scroll']} tabIndex={0} role="group" aria-label={say('ranges', { year })}>
          <table className={styles['table']}>
            <thead>
              <tr>
                {(['numbers', 'count', 'what', 'why'] as const).map((column) => (
                  <th key={column} scope="col">
                    {say(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ranges.map((range) => (
                <tr key={range.from}>
                  <td>{numbersOf(range)}</td>
                  <td>{formatNumber(range.to - range.from + 1)}</td>
                  <td>
                    <Chip icon={LOOK[range.as].icon} tone={LOOK[range.as].tone}>
                      {say(`as.${range.as}`)}
                    </Chip>
                  </td>
                  <td>{whyOf(say, range)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    </>
  )
}

function Count({ label, count, help }: { label: string; count: number; help: string }) {
  const { formatNumber } = useIntl()
  return (
    <section className={styles['count']}>
      <h2>{label}</h2>
      <p className={styles['value']}>{formatNumber(count)}</p>
      <p className={styles['help']}>{help}</p>
    </section>
  )
}
