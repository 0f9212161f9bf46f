/**
 * The frame around every screen: top bar, list of rooms, strip, status line. It renders the room that the address
 * names.
 */
import { useState, type ReactNode } from 'react'
import { useDesk } from '../desk/desk-context.tsx'
import { useCommand, useProcedure } from '../desk/use-procedure.ts'
import { IncidentStrip } from '../features/incidents/incident-strip.tsx'
import { GivePasswordDialog } from '../features/session/give-password-dialog.tsx'
import { ChangePasswordDialog } from '../features/session/change-password-dialog.tsx'
import { useWords } from '../i18n/words.ts'
import { Icon, useAnnounce } from '../ui/index.ts'
import { ConnectionState, ConnectionStrip } from './connection.tsx'
import styles from './frame.module.css'
import { PersonMenu } from './person-menu.tsx'
import { usePreferences } from './preferences.tsx'
import { SearchBox } from './search-box.tsx'
import { useSession } from './session.tsx'
import { ShortcutSheet } from '../shortcuts/shortcut-sheet.tsx'
import { useShortcut } from '../shortcuts/shortcut-registry.tsx'
import { SideRooms } from './side-rooms.tsx'
import { StatusLine } from './status-line.tsx'
import { appWords } from './words.ts'

export function Frame({ children }: { children: ReactNode }) {
  const t = useWords(appWords)
  const desk = useDesk()
  const announce = useAnnounce()
  const session = useSession()
  const { toggleVeil, veiled } = usePreferences()
  const about = useProcedure('desk.about', {}).data
  const sendNow = useCommand('sync.now')
  const [sheetOpen, setSheetOpen] = useState(false)
  const [changesPassword, setChangesPassword] = useState(false)
  const [givesPassword, setGivesPassword] = useState(false)

  const veil = () => {
    toggleVeil()
    announce(t(veiled ? 'veil.off' : 'veil.on'), veiled ? 'eye' : 'eye-off')
  }
  const lock = () => void desk.call('session.lock', {})
  useShortcut('veil', veil)
  useShortcut('lock', lock)
  useShortcut('sheet', () => setSheetOpen(true))
  useShortcut('send-now', () => {
    void sendNow
      .run({})
      .then((result) =>
        announce(
          result.ok && result.value.state !== 'offline' ? t('sync.sent') : t('sync.notSent'),
          result.ok && result.value.state !== 'offline' ? 'check' : 'cloud-off',
        ),
      )
  })

  return (
    <div className={styles['frame']}>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}
      >
        {t('skip')}
      </a>
      <header className={styles['top']}>
        <span className={styles['brand']}>
          <Icon name="stamp" size={18} />
          {t('brand')}
        </span>
        {session.may('request.read') && <SearchBox />}
        <div className={styles['topEnd']}>
          <ConnectionState />
          <span className={styles['desk']}>
            {about?.deskNumber
              ? (about.deskName ?? t('desk.numbered', { number: about.deskNumber }))
              : t('desk.unenrolled')}
          </span>
          <PersonMenu
            onShowShortcuts={() => setSheetOpen(true)}
            onVeil={veil}
            onLock={lock}
            onChangePassword={() => setChangesPassword(true)}
          />
        </div>
      </header>
      <div className={styles['strips']}>
        <IncidentStrip />
        <ConnectionStrip onGivePassword={() => setGivesPassword(true)} />
      </div>
      <SideRooms />
      <main id="main" className={styles['main']} tabIndex={-1}>
        {children}
      </main>
      <StatusLine demonstration={about?.demonstration ?? false} />
      {changesPassword && session.actor && (
        <ChangePasswordDialog username={session.actor.username} onClose={() => setChangesPassword(false)} />
      )}
      {givesPassword && <GivePasswordDialog onClose={() => setGivesPassword(false)} />}
      <ShortcutSheet isOpen={sheetOpen} onClose={() => setSheetOpen(false)} />
    </div>
  )
}
