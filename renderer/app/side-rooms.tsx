import { useProcedure } from '../desk/use-procedure.ts'
import { useWords } from '../i18n/words.ts'
import { Icon, Kbd, type IconName } from '../ui/index.ts'
import { useSyncStatus } from './connection.tsx'
import styles from './frame.module.css'
import { goTo, hashOf, useRoute, type Room } from './route.ts'
import { useSession } from './session.tsx'
import { useShortcut } from '../shortcuts/shortcut-registry.tsx'
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts.ts'
import { appWords } from './words.ts'

interface Entry {
  readonly room: Room
  readonly icon: IconName
  readonly count: number
  readonly countWords: 'count.queue' | 'count.toApprove' | 'count.decisions' | 'count.toPrint' | 'count.sync'
  /** The number is marked as needing attention. */
  readonly attention?: boolean
  readonly shortcut: ShortcutId
}

function useEntries(): Entry[] {
  const session = useSession()
  const counts = useProcedure('queue.counts', {}, { enabled: session.may('request.read') }).data
  const toPrint = useProcedure('paper.waiting', {}, { enabled: session.may('paper.read') }).data ?? []
  const status = useSyncStatus()
  const decides = session.may('request.decide')
  return [
    {
      room: 'queue',
      icon: 'document',
      count: (decides ? counts?.toApprove : counts?.open) ?? 0,
      countWords: decides ? 'count.toApprove' : 'count.queue',
      shortcut: 'room-queue',
    },
    { room: 'new-request', icon: 'plus', count: 0, countWords: 'count.queue', shortcut: 'room-new-request' },
    {
      room: 'decisions',
      icon: 'question',
      count: (counts?.decisions ?? 0) + (decides ? (counts?.held ?? 0) : 0),
      countWords: 'count.decisions',
      attention: true,
      shortcut: 'room-decisions',
    },
    { room: 'registry', icon: 'stamp', count: 0, countWords: 'count.queue', shortcut: 'room-registry' },
    {
      room: 'to-print',
      icon: 'printer',
      count: toPrint.length,
      countWords: 'count.toPrint',
      attention: toPrint.some(({ tried }) => tried !== null),
      shortcut: 'room-to-print',
    },
    { room: 'sync', icon: 'sync', count: status?.queuedRequests ?? 0, countWords: 'count.sync', shortcut: 'room-sync' },
    { room: 'system', icon: 'settings', count: 0, countWords: 'count.queue', shortcut: 'room-system' },
    { room: 'about', icon: 'info', count: 0, countWords: 'count.queue', shortcut: 'room-about' },
  ]
}

function RoomLink({ entry: { room, icon, count, countWords, attention, shortcut } }: { entry: Entry }) {
  const t = useWords(appWords)
  const route = useRoute()
  const present: Room = route.room === 'request' || route.room === 'review' ? 'queue' : route.room
  return (
    <li>
      <a
        className={styles['room']}
        href={hashOf({ room })}
        aria-current={present === room ? 'page' : undefined}
        aria-keyshortcuts={keysOf(shortcut)}
        title={keysOf(shortcut)}
      >
        <Icon name={icon} />
        <span className={styles['roomName']}>{t(`room.${room}`)}</span>
        {count > 0 ? (
          <span className={styles['count']} data-attention={attention || undefined}>
            <span aria-hidden="true">{count}</span>
            <span className={styles['hidden']}>{t(countWords, { count })}</span>
          </span>
        ) : (
          <Kbd keys={keysOf(shortcut)} />
        )}
      </a>
    </li>
  )
}

/** Shortcuts Alt+1, Alt+2, … follow the order of the list. */
export function SideRooms() {
  const t = useWords(appWords)
  const session = useSession()
  const entries = useEntries()
  useShortcut('room-queue', () => goTo({ room: 'queue' }))
  useShortcut('room-new-request', () => goTo({ room: 'new-request' }), session.may('request.register'))
  useShortcut('new-request', () => goTo({ room: 'new-request' }), session.may('request.register'))
  useShortcut('room-decisions', () => goTo({ room: 'decisions' }))
  useShortcut('room-registry', () => goTo({ room: 'registry' }), session.may('request.read'))
  useShortcut('room-to-print', () => goTo({ room: 'to-print' }), session.may('paper.read'))
  useShortcut('room-sync', () => goTo({ room: 'sync' }))
  useShortcut('room-system', () => goTo({ room: 'system' }))
  useShortcut('room-about', () => goTo({ room: 'about' }))
  return (
    <nav className={styles['rooms']} aria-label={t('rooms')}>
      <ul>
        {entries
          .filter(
            ({ room }) =>
              (room !== 'new-request' || session.may('request.register')) &&
              (room !== 'registry' || session.may('request.read')) &&
              (room !== 'to-print' || session.may('paper.read')),
          )
          .map((entry) => (
            <RoomLink key={entry.room} entry={entry} />
          ))}
      </ul>
    </nav>
  )
}
