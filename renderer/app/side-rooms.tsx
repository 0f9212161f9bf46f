import { useProcedure } from '../desk/use-procedure.ts'
import { useWords } from '../i18n/words.ts'
import { Icon, Kbd, type IconName } from '../ui/index.ts'
import { useSyncStatus } from './connection.tsx'
import styles from './frame.module.css'
import { goTo, hashOf, roomsFor, useRoute, type Room } from './route.ts'
import { useSession } from './session.tsx'
import { useShortcut } from '../shortcuts/shortcut-registry.tsx'
import { keysOf } from '../shortcuts/shortcuts.ts'
import { appWords } from './words.ts'

const ICON_OF_ROOM: Readonly<Record<Room, IconName>> = {
  queue: 'document',
  'new-request': 'plus',
  decisions: 'question',
  registry: 'stamp',
  'to-print': 'printer',
  administration: 'person',
  audit: 'shield',
  sync: 'sync',
  system: 'settings',
  about: 'info',
}

/** How much waits in a room. */
interface Waiting {
  readonly count: number
  readonly words:
    'count.queue' | 'count.toApprove' | 'count.decisions' | 'count.toPrint' | 'count.sync' | 'count.unconfirmed'
  /** The number is marked as needing attention. */
  readonly attention?: boolean
}

function useWaiting(): Partial<Record<Room, Waiting>> {
  const session = useSession()
  const counts = useProcedure('queue.counts', {}, { enabled: session.may('request.read') }).data
  const toPrint = useProcedure('paper.waiting', {}, { enabled: session.may('paper.read') }).data ?? []
  const status = useSyncStatus()
  const decides = session.may('request.decide')
  const unconfirmed = useProcedure('people.unconfirmed', {}, { enabled: session.may('authority.confirm') }).data ?? []
  return {
    queue: {
      count: (decides ? counts?.toApprove : counts?.open) ?? 0,
      words: decides ? 'count.toApprove' : 'count.queue',
    },
    decisions: {
      count: (counts?.decisions ?? 0) + (decides ? (counts?.held ?? 0) : 0),
      words: 'count.decisions',
      attention: true,
    },
    'to-print': {
      count: toPrint.length,
      words: 'count.toPrint',
      attention: toPrint.some(({ tried }) => tried !== null),
    },
    administration: { count: unconfirmed.length, words: 'count.unconfirmed', attention: true },
    sync: { count: status?.queuedRequests ?? 0, words: 'count.sync' },
  }
}

function RoomLink({ room, waiting }: { room: Room; waiting: Waiting | undefined }) {
  const t = useWords(appWords)
  const route = useRoute()
  const keys = keysOf(`room-${room}`)
  useShortcut(`room-${room}`, () => goTo({ room }))
  const present: Room = route.room === 'request' || route.room === 'review' ? 'queue' : route.room
  return (
    <li>
      <a
        className={styles['room']}
        href={hashOf({ room })}
        aria-current={present === room ? 'page' : undefined}
        aria-keyshortcuts={keys}
        title={keys}
      >
        <Icon name={ICON_OF_ROOM[room]} />
        <span className={styles['roomName']}>{t(`room.${room}`)}</span>
        {waiting && waiting.count > 0 ? (
          <span className={styles['count']} data-attention={waiting.attention || undefined}>
            <span aria-hidden="true">{waiting.count}</span>
            <span className={styles['hidden']}>{t(waiting.words, { count: waiting.count })}</span>
          </span>
        ) : (
          <Kbd keys={keys} />
        )}
      </a>
    </li>
  )
}

/** The rooms that the person may enter. Each has its own digit, whatever the role: Alt+1, Alt+2, … down the list. */
export function SideRooms() {
  const t = useWords(appWords)
  const session = useSession()
  const waiting = useWaiting()
  useShortcut('new-request', () => goTo({ room: 'new-request' }), session.may('request.register'))
  const rooms = roomsFor(session.may)
  return (
    <nav className={styles['rooms']} aria-label={t('rooms')}>
      <ul>
        {rooms.map((room) => (
          <RoomLink key={room} room={room} waiting={waiting[room]} />
        ))}
      </ul>
    </nav>
  )
}
