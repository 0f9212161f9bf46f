/** "Registru": every registration number of a year and what became of it, so that every gap is explained. */
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { appWords } from '../../app/words.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useToday } from '../../desk/use-today.ts'
import { useWords, type Translate } from '../../i18n/words.ts'
import {
  Card,
  Chip,
  EmptyState,
  type IconName,
  Notice,
  ScrollTable,
  Segments,
  type SegmentLook,
  NotYet,
  Select,
  type Tone,
} from '../../ui/index.ts'
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
const STRIP_LOOK: Record<Range['as'], SegmentLook> = {
  registered: 'solid',
  voided: 'hatched',
  leased: 'open',
  unexplained: 'alert',
}
const YEARS_SHOWN = 5

const numbersOf = ({ from, to }: { from: number; to: number }): string =>
  from === to ? String(from) : `${String(from)} – ${String(to)}`

function whyOf(t: Translate<Word>, range: Range): string {
  if (range.as === 'voided') return t(`why.${range.reason}`, { desk: range.deskNumber })
  if (range.as === 'leased') return t('why.leased', { desk: range.deskNumber })
  return range.as === 'unexplained' ? t('why.unexplained') : ''
}

export function RegistryScreen() {
  const t = useWords(registryWords)
  const tApp = useWords(appWords)
  const { may } = useSession()
  const present = Number(useToday().slice(0, 4))
  const [year, setYear] = useState(present)
  const { data: account, problem } = useProcedure('registry.account', { year }, { keepPrevious: true })
  const years = Array.from({ length: YEARS_SHOWN }, (_, ago) => String(present - ago))
  return (
    <Page
      title={t('title')}
      room={t('title')}
      bar={
        <>
          <Select
            label={t('year')}
            labelHidden
            options={years.map((each) => ({ id: each, label: t('yearNamed', { year: each }) }))}
            value={String(year)}
            onChange={(chosen) => setYear(Number(chosen))}
          />
          {may('request.decide') && <RegistryPageButton />}
        </>
      }
    >
      <div className={styles['page']}>
        <p className={styles['intro']}>{t('intro')}</p>
        {account && problem === null ? (
          <AccountOfYear account={account} />
        ) : (
          <NotYet problem={problem} words={tApp('loading')} lines={8} />
        )}
      </div>
    </Page>
  )
}

function AccountOfYear({ account: { year, ranges, faults, counts } }: { account: Account }) {
  const { formatNumber } = useIntl()
  const t = useWords(registryWords)
  if (ranges.length === 0 && faults.length === 0)
    return (
      <EmptyState icon="stamp" title={t('empty', { year })}>
        {t('emptyDo')}
      </EmptyState>
    )
  return (
    <>
      {faults.length === 0 ? (
        <Notice tone="accent" icon="check-circle" title={t('whole')} role="status" />
      ) : (
        <Notice tone="attention" title={t('faults', { count: faults.length })} role="alert">
          <ul>
            {faults.map((fault, index) => (
              <li key={index}>
                {numbersOf(fault)}: {t(`fault.${fault.fault}`)}
              </li>
            ))}
          </ul>
          <p>{t('faultsDo')}</p>
        </Notice>
      )}
      <div className={styles['counts']}>
        <Count
          label={t('registered')}
          count={counts.registered}
          help={counts.superseded === 0 ? t('registeredHelpNone') : t('registeredHelp', { count: counts.superseded })}
        />
        <Count label={t('voided')} count={counts.voided} help={t('voidedHelp')} />
        <Count label={t('leased')} count={counts.leased} help={t('leasedHelp')} />
      </div>
      <Card title={t('strip', { year })}>
        <Segments
          label={t('strip', { year })}
          segments={ranges.map((range) => ({
            key: String(range.from),
            size: range.to - range.from + 1,
            look: STRIP_LOOK[range.as],
          }))}
          legend={(Object.keys(STRIP_LOOK) as Range['as'][])
            .filter((as) => ranges.some((range) => range.as === as))
            .map((as) => ({ look: STRIP_LOOK[as], words: t(`as.${as}`) }))}
        />
      </Card>
      <Card title={t('ranges', { year })}>
        <ScrollTable
          label={t('ranges', { year })}
          columns={[t('column.numbers'), t('column.count'), t('column.what'), t('column.why')]}
          className={styles['table']}
        >
          {ranges.map((range) => (
            <tr key={range.from}>
              <td>{numbersOf(range)}</td>
              <td>{formatNumber(range.to - range.from + 1)}</td>
              <td>
                <Chip icon={LOOK[range.as].icon} tone={LOOK[range.as].tone}>
                  {t(`as.${range.as}`)}
                </Chip>
              </td>
              <td>{whyOf(t, range)}</td>
            </tr>
          ))}
        </ScrollTable>
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
