import { useState } from 'react'
import { isReplaceable } from '../../../src/protocol/desk.ts'
import type { Session } from '../../app/session.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useLocale, useWords } from '../../i18n/words.ts'
import { FullScreen, Notice, ProblemNotice } from '../../ui/index.ts'
import { ReplaceIdentity } from '../sync/replace-identity.tsx'
import { DemonstrationLogins } from './demonstration-logins.tsx'
import styles from './session.module.css'
import { NewPasswordForm } from './new-password-form.tsx'
import { type Login, SignInForm } from './sign-in-form.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { sessionWords } from './words.ts'

const titleOf = (locked: boolean, changes: boolean) => {
  if (locked) return 'locked'
  return changes ? 'newPassword' : 'title'
}

/** Covers everything while nobody is signed in or the desk is locked. */
export function SessionScreen({ session }: { session: Session }) {
  const t = useWords(sessionWords)
  const locale = useLocale()
  const about = useProcedure('desk.about', {}).data
  const sync = useProcedure('sync.status', {}).data
  const signIn = useCommand('session.signIn')
  const locked = session.state === 'locked'
  // Whoever signed in with a password that another person set.
  const [mustChange, setMustChange] = useState<Login | null>(null)
  const logins = about?.demonstration === true ? about.demonstrationLogins : []
  const desk =
    about &&
    (about.deskNumber === null ? t('deskUnknown') : t('desk', { name: about.deskName ?? String(about.deskNumber) }))
  const subtitle = [about?.house?.name[locale], desk].filter(Boolean).join(' · ')
  return (
    <FullScreen product={t('product')} subtitle={subtitle} width={!locked && logins.length > 0 ? 'wide' : 'narrow'}>
      <div className={styles['columns']}>
        <section className={styles['own']} aria-labelledby="session-title">
          <h1 id="session-title">{t(titleOf(locked, mustChange !== null))}</h1>
          {sync?.state === 'offline' && (
            <Notice icon="cloud-off" title={t('offline')}>
              {t('offlineWords')}
            </Notice>
          )}
          {locked && <UnlockForm name={session.actor?.name ?? ''} />}
          {!locked && mustChange === null && <SignInForm signIn={signIn} onMustChange={setMustChange} />}
          {!locked && mustChange !== null && (
            <>
              {signIn.problem && <ProblemNotice problem={signIn.problem} />}
              <NewPasswordForm
                username={mustChange.username}
                given={mustChange.password}
                onDone={() => setMustChange(null)}
                onCancel={() => setMustChange(null)}
              />
            </>
          )}
          {isReplaceable(sync?.stoppedBy ?? null) && <ReplaceIdentity level={2} />}
        </section>
        {!locked && logins.length > 0 && (
          <DemonstrationLogins logins={logins} onChoose={(login) => void signIn.run(login)} />
        )}
      </div>
    </FullScreen>
  )
}
