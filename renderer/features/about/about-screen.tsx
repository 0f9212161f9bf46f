import { Page } from '../../app/page.tsx'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useBytes } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Card, Facts, ProblemNotice } from '../../ui/index.ts'
import styles from './about-screen.module.css'
import { aboutWords } from './words.ts'

/** Versions of the running software, and where its data are stored. */
export function AboutScreen() {
  const t = useWords(aboutWords)
  const bytes = useBytes()
  const { data: about, problem } = useProcedure('desk.about', {})
  const printer = useProcedure('printer.state', {}).data
  const or = (text: string | number | null | undefined) =>
    text === null || text === undefined || text === '' ? t('none') : String(text)
  return (
    <Page title={t('title')} room={t('title')}>
      <div className={styles['page']}>
        <p>{t('what')}</p>
        {problem && <ProblemNotice problem={problem} />}
        {about && (
          <div className={styles['cards']}>
            <Card title={t('station')}>
              <Facts
                facts={[
                  { label: t('name'), value: or(about.deskName) },
                  { label: t('number'), value: or(about.deskNumber) },
                  { label: t('version'), value: about.version },
                  { label: t('host'), value: t(`host.${about.host}`) },
                  { label: t('runtime'), value: about.runtime },
                  printer !== undefined && {
                    label: t('printer'),
                    value:
                      printer.kind === 'none'
                        ? t('printerNone')
                        : `${printer.name}, ${t(printer.ready ? 'printerReady' : 'printerNotReady')}`,
                  },
                ]}
              />
            </Card>
            <Card title={t('data')}>
              <Facts
                facts={[
                  { label: t('cache'), value: bytes(about.cacheBytes) },
                  { label: t('journal'), value: bytes(about.journalBytes) },
                  {
                    label: t('keyStore'),
                    value: Object.hasOwn(aboutWords.ro, `keyStore.${about.keyStore}`)
                      ? t(`keyStore.${about.keyStore}` as keyof typeof aboutWords.ro)
                      : about.keyStore,
                    wide: true,
                  },
                ]}
              />
            </Card>
            <Card title={t('central')}>
              <Facts
                columns={1}
                facts={[
                  { label: t('store'), value: <code>{or(about.storeId)}</code> },
                  { label: t('epoch'), value: <code>{or(about.epoch)}</code> },
                  { label: t('protocol'), value: String(about.protocol) },
                ]}
              />
            </Card>
            <Card title={t('law')}>
              <p>{t('lawWords')}</p>
            </Card>
          </div>
        )}
      </div>
    </Page>
  )
}
