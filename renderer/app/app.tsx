/** Composition of the renderer: language, session, frame, rooms. */
import { useEffect, useMemo, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'react-intl'
import type { Right } from '../../src/domain/rights.ts'
import type { DeskClient } from '../desk-client.ts'
import { DeskProvider } from '../desk/desk-context.tsx'
import { useInputReport } from '../desk/use-input-report.ts'
import { useProcedure } from '../desk/use-procedure.ts'
import { AboutScreen } from '../features/about/about-screen.tsx'
import { AdministrationScreen } from '../features/administration/administration-screen.tsx'
import { AuditScreen } from '../features/audit/audit-screen.tsx'
import { DecisionsScreen } from '../features/decisions/decisions-screen.tsx'
import { NewRequestScreen } from '../features/new-request/new-request-screen.tsx'
import { PapersProvider } from '../features/papers/papers.tsx'
import { QueueScreen } from '../features/queue/queue-screen.tsx'
import { RegistryScreen } from '../features/registry/registry-screen.tsx'
import { RequestScreen } from '../features/request/request-screen.tsx'
import { ReviewScreen } from '../features/review/review-screen.tsx'
import { SessionScreen } from '../features/session/session-screen.tsx'
import { StartScreen } from '../features/start/start-screen.tsx'
import { SyncScreen } from '../features/sync/sync-screen.tsx'
import { SystemScreen } from '../features/system/system-screen.tsx'
import { ToPrintScreen } from '../features/to-print/to-print-screen.tsx'
import { Announcer } from '../ui/announcer.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import styles from './app.module.css'
import { useFocusKept } from './use-focus-kept.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'
import { PreferencesProvider, usePreferences } from './preferences.tsx'
import { QueueViewProvider } from './queue-view.tsx'
import { mayEnter, replaceRoute, RIGHT_OF_ROOM, roomsFor, useRoute } from './route.ts'
import { SessionContext, type Session } from './session.tsx'
import { createShortcutRegistry, ShortcutLayer, ShortcutProvider } from '../shortcuts/shortcut-registry.tsx'

function Rooms({ session }: { session: Session }) {
  const route = useRoute()
  // An administrator has no queue: whoever is not offered a room is brought to the first room that needs a right.
  const may = (right: Right) => session.rights.includes(right)
  const away = !mayEnter(route, may)
  const first = roomsFor(may).find((room) => RIGHT_OF_ROOM[room] !== null) ?? 'sync'
  useEffect(() => {
    if (away) replaceRoute({ room: first })
  }, [away, first])
  if (away) return null
  switch (route.room) {
    case 'queue':
      return <QueueScreen />
    case 'new-request':
      return <NewRequestScreen />
    case 'decisions':
      return <DecisionsScreen />
    case 'registry':
      return <RegistryScreen />
    case 'to-print':
      return <ToPrintScreen />
    case 'administration':
      return <AdministrationScreen />
    case 'audit':
      return <AuditScreen />
    case 'system':
      return <SystemScreen />
    case 'sync':
      return <SyncScreen />
    case 'about':
      return <AboutScreen />
    case 'request':
      return <RequestScreen key={route.requestId} requestId={route.requestId} />
    case 'review':
      return <ReviewScreen key={route.requestId} requestId={route.requestId} />
  }
}

/**
 * While the desk is locked, the open screen stays mounted, so nothing typed is lost. It is neither visible nor
 * reachable.
 */
function Signed() {
  const { data: session, problem } = useProcedure('session.current', {})
  useInputReport(session?.state === 'open')
  const start = useProcedure('start.state', {}).data
  if (start && start.cause !== null) return <StartScreen state={start} cause={start.cause} />
  // The one-time address was used before, or the desk does not answer: show the reason, never an empty window.
  if (!session) return problem ? <ProblemNotice problem={problem} /> : null
  return <Inside session={session} />
}

function Inside({ session }: { session: Session }) {
  const open = session.state === 'open'
  const inside = useFocusKept(open)
  return (
    <>
      {session.actor && (
        <SessionContext value={session} key={session.actor.id}>
          <QueueViewProvider>
            <PapersProvider>
              <div ref={inside} className={styles['inside']} hidden={!open} inert={!open}>
                <Frame>
                  <ErrorBoundary>
                    <Rooms session={session} />
                  </ErrorBoundary>
                </Frame>
              </div>
            </PapersProvider>
          </QueueViewProvider>
        </SessionContext>
      )}
      {!open && (
        <ShortcutLayer>
          <SessionScreen session={session} />
        </ShortcutLayer>
      )}
    </>
  )
}

function Localised({ children }: { children: ReactNode }) {
  const { locale } = usePreferences()
  return (
    <IntlProvider locale={locale} defaultLocale={locale} timeZone="Europe/Bucharest">
      <I18nProvider locale={locale === 'ro' ? 'ro-RO' : 'en-GB'}>{children}</I18nProvider>
    </IntlProvider>
  )
}

export function App({ client }: { client: DeskClient }) {
  const registry = useMemo(() => createShortcutRegistry(), [])
  return (
    <PreferencesProvider>
      <Localised>
        <ErrorBoundary>
          <DeskProvider client={client}>
            <ShortcutProvider registry={registry}>
              <Announcer>
                <Signed />
              </Announcer>
            </ShortcutProvider>
          </DeskProvider>
        </ErrorBoundary>
      </Localised>
    </PreferencesProvider>
  )
}
