import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, EmptyState, NotYet, ScrollTable } from '../../ui/index.ts'
import styles from './audit.module.css'
import type { Filter } from './trail-filter.tsx'
import { useKindWords } from './use-kind-words.ts'
import { auditWords } from './words.ts'

type Entry = ProcedureOutput<'audit.trail'>['entries'][number]

/** The entries that match, a page at a time: the newer pages stay while older ones are added. */
export function TrailTable({ filter }: { filter: Filter }) {
  const t = useWords(auditWords)
  const { dayOf, exactTime } = useDates()
  const kindWords = useKindWords()
  const [newer, setNewer] = useState<readonly Entry[]>([])
  const before = newer.at(-1)?.n
  const { data: page, problem } = useProcedure(
    'audit.trail',
    { ...filter, ...(before !== undefined && { before }) },
    { askOnOpening: before === undefined },
  )
  const entries = [...newer, ...(page?.entries ?? [])]
  if (page && entries.length === 0)
    return (
      <EmptyState icon="search" title={t('nothing')}>
        {t('nothingDo')}
      </EmptyState>
    )
  return (
    <Card title={t('entries')}>
      {entries.length > 0 && (
        <ScrollTable
          label={t('entries')}
          columns={[t('column.n'), t('column.when'), t('column.who'), t('column.desk'), t('column.what')]}
          className={styles['table']}
        >
          {entries.map(({ n, at, person, deskNumber, action }) => (
            <tr key={n}>
              <td>{n}</td>
              <td>
                {dayOf(at)}, {exactTime(at)}
              </td>
              <td>{person ?? t('centralStore')}</td>
              <td>{deskNumber ?? '–'}</td>
              <td>{kindWords(action)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {page ? (
        page.more && (
          <div className={styles['more']}>
            <Button onPress={() => setNewer(entries)}>{t('older')}</Button>
          </div>
        )
      ) : (
        <NotYet problem={problem} words={t('loading')} lines={6} />
      )}
    </Card>
  )
}
