import { Page } from '../../app/page.tsx'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useBytes } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Card, Facts, ProblemNotice } from '../../ui/index.ts'
import styles from './about-screen.module.css'
import { aboutWords } from './words.ts'

/** What runs here, and where its data lie. */
export function AboutScreen() {
  const say = useWords(aboutWords)
  const bytes = useBytes()
  const { data: about, problem } = useProcedure('desk.about', {})
  const printer = useProcedure('printer.state', {}).data
  const or = (text: string | number | null | undefined) =>
    text === null || text === undefined || text === '' ? say('none') : String(text)
  return (
    <Page title={say('title')} room={say('title')}>
      <div className={styles['page']}>
        <p>{say('what')}</p>
        {problem && <ProblemNotice problem={problem} />}
        {about && (
          <div className={styles['cards']}>
            <Card title={say('station')}>
              <Facts
                facts={[
                  { label: say('name'), value: or(about.deskName) },
                  { label: say('number'), value: or(about.deskNumber) },
                  { label: say('version'), value: about.version },
                  { label: say('host'), value: say(`host.${about.host}`) },
                  { label: say('runtime'), value: about.runtime },
                  printer !== undefined && {
                    label: say('printer'),
                    value:
                      printer.kind === 'none'
                        ? say('printerNone')
                        : `${printer.name}, ${say(printer.ready ? 'printerReady' : 'printerNotReady')}`,
                  },
                ]}
              />
            </Card>
            <Card title={say('data')}>
              <Facts
                facts={[
                  { label: say('cache'), value: bytes(about.cacheBytes) },
                  { label: say('journal'), value: bytes(about.journalBytes) },
                  {
                    label: say('keyStore'),
                    value: Object.hasOwn(aboutWords.ro, `keyStore.${about.keyStore}`)
                      ? say(`keyStore.${about.keyStore}` as keyof typeof aboutWords.ro)
                      : about.keyStore,
                    wide: true,
                  },
                ]}
              />
            </Card>
            <Card title={say('central')}>
              <Facts
                columns={1}
                facts={[
                  { label: say('store'), value: <code>{or(about.storeId)}</code> },
                  { label: say('epoch'), value: <code>{or(about.epoch)}</code> },
                  { label: say('protocol'), value: String(about.protocol) },
                ]}
              />
            </Card>
            <Card title={say('law')}>
              <p>{say('lawWords')}</p>
            </Card>
          </div>
        )}
      </div>
    </Page>
  )
}
