/** "Jurnal": the audit trail of the central store, for auditors. */
import { useState } from 'react'
import { Page } from '../../app/page.tsx'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Notice, ProblemNotice } from '../../ui/index.ts'
import { saveBlob } from '../../ui/save-blob.ts'
import styles from './audit.module.css'
import { Chain } from './chain.tsx'
import { type Filter, TrailFilter } from './trail-filter.tsx'
import { trailFile } from './trail-file.ts'
import { TrailTable } from './trail-table.tsx'
import { useKindWords } from './use-kind-words.ts'
import { auditWords } from './words.ts'

export function AuditScreen() {
  const t = useWords(auditWords)
  const kindWords = useKindWords()
  const [filter, setFilter] = useState<Filter>({})
  const exporting = useCommand('audit.export')
  const [saved, setSaved] = useState<{ count: number; more: boolean } | null>(null)
  const save = async () => {
    setSaved(null)
    const whole = await exporting.run(filter)
    if (!whole.ok) return
    const { entries, more } = whole.value
    const columns = [
      t('column.n'),
      t('column.when'),
      t('column.who'),
      t('column.desk'),
      t('column.what'),
      t('code'),
      t('hash'),
    ]
    saveBlob(new Blob([trailFile(columns, entries, kindWords, t('centralStore'))], { type: 'text/csv' }), t('fileName'))
    setSaved({ count: entries.length, more })
  }
  return (
    <Page
      title={t('title')}
      room={t('title')}
      actions={
        <Button icon="document" busy={exporting.busy} onPress={() => void save()}>
          {t('export')}
        </Button>
      }
    >
      <div className={styles['page']}>
        <p className={styles['intro']}>{t('intro')}</p>
        <Chain />
        {exporting.problem && <ProblemNotice problem={exporting.problem} />}
        {saved && (
          <Notice
            tone={saved.more ? 'attention' : 'good'}
            icon={saved.more ? 'alert' : 'check'}
            title={t('exported', { count: saved.count })}
            role="status"
          >
            {saved.more && t('exportedPart')}
          </Notice>
        )}
        <TrailFilter filter={filter} onChange={setFilter} />
        <TrailTable key={JSON.stringify(filter)} filter={filter} />
      </div>
    </Page>
  )
}
