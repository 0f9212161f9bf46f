/** The connection to the central store: offline since when, what waits, what is held, and a button to send now. */
import type { ReactNode } from 'react'
import { isReplaceable, type ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { goTo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { appWords } from '../../app/words.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useBytes, useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Facts, Icon, type IconName, NotYet, ProblemNotice, Progress } from '../../ui/index.ts'
import { Outbox } from './outbox.tsx'
import { ReplaceIdentity } from './replace-identity.tsx'
import styles from './sync-screen.module.css'
import { syncWords } from './words.ts'

type Status = ProcedureOutput<'sync.status'>
const STATE_ICONS: Record<Status['state'], IconName> = {
  starting: 'hourglass',
  online: 'check-circle',
  syncing: 'sync',
  offline: 'cloud-off',
  outdated: 'alert',
  stopped: 'alert',
}

export function SyncScreen() {
  const t = useWords(syncWords)
  const tApp = useWords(appWords)
  const { data: status, problem } = useProcedure('sync.status', {})
  const sendNow = useCommand('sync.now')
  // "Offline" already shows that the central store does not answer.
  const lastProblem = status?.lastProblem?.code === 'central.unreachable' ? null : status?.lastProblem
  const inTheWay = status?.stoppedBy ?? lastProblem
  return (
    <Page
      title={t('title')}
      room={t('title')}
      actions={
        <Button
          look="main"
          icon="sync"
          shortcut="send-now"
          busy={sendNow.busy || status?.state === 'syncing'}
          onPress={() => void sendNow.run({})}
        >
          {t('sendNow')}
        </Button>
      }
    >
      {status ? (
        <div className={styles['page']}>
          <Standing status={status} />
          {sendNow.problem && <ProblemNotice problem={sendNow.problem} />}
          {inTheWay && <ProblemNotice problem={inTheWay} />}
          {isReplaceable(status.stoppedBy) && <ReplaceIdentity level={2} />}
          <Numbers status={status} />
          <div className={styles['halves']}>
            <Outbox />
            <Details status={status} />
          </div>
        </div>
      ) : (
        <NotYet problem={problem} words={tApp('loading')} lines={8} />
      )}
    </Page>
  )
}

function Standing({ status }: { status: Status }) {
  const t = useWords(syncWords)
  return (
    <section className={styles['standing']} data-state={status.state} role="status">
      <Icon name={STATE_ICONS[status.state]} size={28} />
      <div>
        <h2>{t(`state.${status.state}`)}</h2>
        <p>{t(`stateDo.${status.state}`)}</p>
      </div>
    </section>
  )
}

function Numbers({ status }: { status: Status }) {
  const t = useWords(syncWords)
  const bytes = useBytes()
  const session = useSession()
  const { files, bytes: total, sentBytes } = status.attachmentsToSend
  return (
    <div className={styles['numbers']}>
      <Tile label={t('waiting')} value={String(status.queuedRequests)}>
        {t('waiting.requests', { count: status.queuedRequests })} · {t('waiting.acts', { count: status.queued })}
        {files > 0 && (
          <Progress
            label={t('waiting.files', { count: files })}
            value={total > 0 ? (sentBytes / total) * 100 : 0}
            detail={t('waiting.filesProgress', { sent: bytes(sentBytes), total: bytes(total) })}
          />
        )}
      </Tile>
      <Tile label={t('stuck')} value={String(status.parked)} attention={status.parked > 0}>
        {t('stuckHelp')}
      </Tile>
      <Tile label={t('decisions')} value={String(status.decisions)} attention={status.decisions > 0}>
        {status.decisions > 0 && session.may('request.read') && (
          <Button size="small" onPress={() => goTo({ room: 'decisions' })}>
            {t('decisionsOpen')}
          </Button>
        )}
      </Tile>
      <Tile label={t('numbers')} value={String(status.numbersLeft)} attention={status.numbersLeft === 0}>
        {t('numbersHelp')}
      </Tile>
    </div>
  )
}

function Tile({
  label,
  value,
  attention,
  children,
}: {
  label: string
  value: string
  attention?: boolean
  children?: ReactNode
}) {
  return (
    <section className={styles['tile']} data-attention={attention || undefined}>
      <h2>{label}</h2>
      <p className={styles['value']}>
        {attention && <Icon name="alert" size={20} />}
        {value}
      </p>
      <div className={styles['help']}>{children}</div>
    </section>
  )
}

function Details({ status }: { status: Status }) {
  const t = useWords(syncWords)
  const { moment, exactTime, dayOf } = useDates()
  const when = (instant: string | null) => (instant ? `${dayOf(instant)}, ${exactTime(instant)}` : t('never'))
  return (
    <Card title={t('details')}>
      <Facts
        columns={1}
        facts={[
          status.offlineSince !== null && { label: t('offlineSince'), value: moment(status.offlineSince) },
          { label: t('lastContact'), value: when(status.lastContactAt) },
          { label: t('lastPull'), value: when(status.lastPullAt) },
          status.nextTryAt !== null && { label: t('nextTry'), value: exactTime(status.nextTryAt) },
          status.oldestQueuedAt !== null && { label: t('oldest'), value: moment(status.oldestQueuedAt) },
          status.head !== null && {
            label: t('position'),
            value: t('positionOf', { cursor: status.cursor, head: status.head }),
          },
          status.clockOffsetMs !== null && {
            label: t('clock'),
            value: t('clockSeconds', { seconds: Math.round(status.clockOffsetMs / 1000) }),
          },
        ]}
      />
    </Card>
  )
}
