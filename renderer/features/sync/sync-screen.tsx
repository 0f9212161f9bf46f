/** How the desk stands with the central store: offline since, what waits, what is stuck, and send now. */
import type { ReactNode } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { goTo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { appWords } from '../../app/words.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useBytes, useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Facts, Icon, type IconName, NotYet, ProblemNotice, Progress } from '../../ui/index.ts'
import { Outbox } from './outbox.tsx'
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
  const say = useWords(syncWords)
  const sayApp = useWords(appWords)
  const { data: status, problem } = useProcedure('sync.status', {})
  const sendNow = useCommand('sync.now')
  // Offline says already that the central store does not answer.
  const lastProblem = status?.lastProblem?.code === 'central.unreachable' ? null : status?.lastProblem
  const inTheWay = status?.stoppedBy ?? lastProblem
  return (
    <Page
      title={say('title')}
      room={say('title')}
      actions={
        <Button
          look="main"
          icon="sync"
          shortcut="send-now"
          busy={sendNow.busy || status?.state === 'syncing'}
          onPress={() => void sendNow.run({})}
        >
          {say('sendNow')}
        </Button>
      }
    >
      {status ? (
        <div className={styles['page']}>
          <Standing status={status} />
          {sendNow.problem && <ProblemNotice problem={sendNow.problem} />}
          {inTheWay && <ProblemNotice problem={inTheWay} />}
          <Numbers status={status} />
          <div className={styles['halves']}>
            <Outbox />
            <Details status={status} />
          </div>
        </div>
      ) : (
        <NotYet problem={problem} words={sayApp('loading')} lines={8} />
      )}
    </Page>
  )
}

function Standing({ status }: { status: Status }) {
  const say = useWords(syncWords)
  return (
    <section className={styles['standing']} data-state={status.state} role="status">
      <Icon name={STATE_ICONS[status.state]} size={28} />
      <div>
        <h2>{say(`state.${status.state}`)}</h2>
        <p>{say(`stateDo.${status.state}`)}</p>
      </div>
    </section>
  )
}

function Numbers({ status }: { status: Status }) {
  const say = useWords(syncWords)
  const bytes = useBytes()
  const session = useSession()
  const { files, bytes: total, sentBytes } = status.attachmentsToSend
  return (
    <div className={styles['numbers']}>
      <Tile label={say('waiting')} value={String(status.queuedRequests)}>
        {say('waiting.requests', { count: status.queuedRequests })} · {say('waiting.acts', { count: status.queued })}
        {files > 0 && (
          <Progress
            label={say('waiting.files', { count: files })}
            value={total > 0 ? (sentBytes / total) * 100 : 0}
            detail={say('waiting.filesProgress', { sent: bytes(sentBytes), total: bytes(total) })}
          />
        )}
      </Tile>
      <Tile label={say('stuck')} value={String(status.parked)} attention={status.parked > 0}>
        {say('stuckHelp')}
      </Tile>
      <Tile label={say('decisions')} value={String(status.decisions)} attention={status.decisions > 0}>
        {status.decisions > 0 && session.may('request.read') && (
          <Button size="small" onPress={() => goTo({ room: 'decisions' })}>
            {say('decisionsOpen')}
          </Button>
        )}
      </Tile>
      <Tile label={say('numbers')} value={String(status.numbersLeft)} attention={status.numbersLeft === 0}>
        {say('numbersHelp')}
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
  const say = useWords(syncWords)
  const { moment, exactTime, dayOf } = useDates()
  const when = (instant: string | null) => (instant ? `${dayOf(instant)}, ${exactTime(instant)}` : say('never'))
  return (
    <Card title={say('details')}>
      <Facts
        columns={1}
        facts={[
          status.offlineSince !== null && { label: say('offlineSince'), value: moment(status.offlineSince) },
          { label: say('lastContact'), value: when(status.lastContactAt) },
          { label: say('lastPull'), value: when(status.lastPullAt) },
          status.nextTryAt !== null && { label: say('nextTry'), value: exactTime(status.nextTryAt) },
          status.oldestQueuedAt !== null && { label: say('oldest'), value: moment(status.oldestQueuedAt) },
          status.head !== null && {
            label: say('position'),
            value: say('positionOf', { cursor: status.cursor, head: status.head }),
          },
          status.clockOffsetMs !== null && {
            label: say('clock'),
            value: say('clockSeconds', { seconds: Math.round(status.clockOffsetMs / 1000) }),
          },
        ]}
      />
    </Card>
  )
}
