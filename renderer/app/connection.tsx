/**
 * The connection to the central store: a word in the top bar, and a strip below it when the person has to know more.
 */
import type { ReactNode } from 'react'
import { useDeskConnected } from '../desk/desk-context.tsx'
import { useProcedure } from '../desk/use-procedure.ts'
import { useDates } from '../i18n/dates.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'
import { useWords, type Translate } from '../i18n/words.ts'
import type { ProcedureOutput } from '../../src/protocol/desk.ts'
import { Button, Icon, type IconName } from '../ui/index.ts'
import styles from './frame.module.css'
import { goTo } from './route.ts'
import { useSession } from './session.tsx'
import { appWords } from './words.ts'

type Status = ProcedureOutput<'sync.status'>
type AppWord = keyof typeof appWords.ro

export const useSyncStatus = () => useProcedure('sync.status', {}).data

function connectionWords(
  t: Translate<AppWord>,
  status: Status | undefined,
  connected: boolean,
  time: (instant: string) => string,
): { icon: IconName; tone: 'good' | 'attention' | 'plain'; words: string } {
  if (!connected) return { icon: 'alert', tone: 'attention', words: t('connection.desk') }
  if (!status || status.state === 'starting')
    return { icon: 'hourglass', tone: 'plain', words: t('connection.starting') }
  if (status.state === 'stopped') return { icon: 'alert', tone: 'attention', words: t('connection.stopped') }
  if (status.state === 'outdated') return { icon: 'alert', tone: 'attention', words: t('connection.outdated') }
  if (status.state === 'offline')
    return {
      icon: 'cloud-off',
      tone: 'attention',
      words: status.offlineSince
        ? t('connection.offlineSince', { time: time(status.offlineSince) })
        : t('connection.offline'),
    }
  if (status.stalledSince) return { icon: 'alert', tone: 'attention', words: t('connection.stalled') }
  if (status.queuedRequests > 0)
    return { icon: 'sync', tone: 'plain', words: t('connection.queued', { count: status.queuedRequests }) }
  if (status.state === 'syncing') return { icon: 'sync', tone: 'plain', words: t('connection.syncing') }
  return { icon: 'check-circle', tone: 'good', words: t('connection.online') }
}

export function ConnectionState() {
  const t = useWords(appWords)
  const { time } = useDates()
  const { icon, tone, words } = connectionWords(t, useSyncStatus(), useDeskConnected(), time)
  return (
    <Button
      look="quiet"
      onPress={() => goTo({ room: 'sync' })}
      label={`${words}. ${t('connection.open')}`}
      className={styles['connection'] ?? ''}
    >
      <span className={styles['connectionWords']} data-tone={tone}>
        <Icon name={icon} />
        {words}
      </span>
    </Button>
  )
}

/** Being offline is normal: one line shows since when, what waits to be sent, and that work can go on. */
export function ConnectionStrip({ onGivePassword }: { onGivePassword: () => void }) {
  const t = useWords(appWords)
  const { time } = useDates()
  const problemWords = useProblemWords()
  const status = useSyncStatus()
  const connected = useDeskConnected()
  const session = useSession()
  if (!connected) return <Strip icon="alert" words={t('strip.desk')} tone="attention" />
  if (!status) return null
  if (status.stoppedBy) {
    const { what, todo } = problemWords(status.stoppedBy)
    const standing = t(status.state === 'outdated' ? 'strip.outdated' : 'strip.stopped')
    return <Strip icon="alert" words={`${standing} ${what} ${todo}`} tone="attention" />
  }
  if (status.stalledSince)
    return <Strip icon="alert" words={t('strip.stalled', { since: time(status.stalledSince) })} tone="attention" />
  if (status.state === 'online' && session.offline) {
    return (
      <Strip icon="shield" words={t('strip.password')} tone="plain">
        <Button size="small" onPress={onGivePassword}>
          {t('strip.givePassword')}
        </Button>
      </Strip>
    )
  }
  if (status.state !== 'offline') return null
  const since = status.offlineSince ? t('strip.offline', { since: time(status.offlineSince) }) : t('strip.offlineNow')
  return (
    <Strip
      icon="cloud-off"
      words={[since, t('strip.queued', { count: status.queuedRequests }), t('strip.goOn')].join(' · ')}
      tone="plain"
    />
  )
}

function Strip({
  icon,
  words,
  tone,
  children,
}: {
  icon: IconName
  words: string
  tone: 'plain' | 'attention'
  children?: ReactNode
}) {
  return (
    <div className={styles['strip']} data-tone={tone} role="status">
      <Icon name={icon} />
      {words}
      {children}
    </div>
  )
}
