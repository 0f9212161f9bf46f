import type { Session } from '../../app/session.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useLocale, useWords } from '../../i18n/words.ts'
import { Notice } from '../../ui/index.ts'
import { DemonstrationLogins } from './demonstration-logins.tsx'
import styles from './session.module.css'
import { SignInForm } from './sign-in-form.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { sessionWords } from './words.ts'

/** Covers everything while nobody is signed in or the desk is locked. */
export function SessionScreen({ session }: { session: Session }) {
  const t = useWords(sessionWords)
  const locale = useLocale()
  const about = useProcedure('desk.about', {}).data
  const sync = useProcedure('sync.status', {}).data
  const signIn = useCommand('session.signIn')
  const locked = session.state === 'locked'
  const logins = about?.demonstration === true ? about.demonstrationLogins : []
  return (
    <main className={styles['screen']}>
      <div className={styles['panel']} data-wide={(!locked && logins.length > 0) || undefined}>
        <header className={styles['header']}>
          <p className={styles['product']}>{t('product')}</p>
          <p className={styles['help']}>
            {[
              about?.house?.name[locale],
              about &&
                (about.deskNumber === null
                  ? t('deskUnknown')
                  : t('desk', { name: about.deskName ?? String(about.deskNumber) })),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </header>
        <div className={styles['columns']}>
          <section className={styles['own']} aria-labelledby="session-title">
            <h1 id="session-title">{locked ? t('locked') : t('title')}</h1>
            {sync?.state === 'offline' && (
              <Notice icon="cloud-off" title={t('offline')}>
                {t('offlineWords')}
              </Notice>
            )}
            {locked ? <UnlockForm name={session.actor?.name ?? ''} /> : <SignInForm signIn={signIn} />}
          </section>
          {!locked && logins.length > 0 && (
            <DemonstrationLogins logins={logins} onChoose={(login) => void signIn.run(login)} />
          )}
        </div>
      </div>
    </main>
  )
}
