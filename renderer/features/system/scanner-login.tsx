import { useState } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Facts, ProblemNotice, TextField } from '../../ui/index.ts'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

interface ScannerLoginProps {
  /** The stored user name; null where there is none. */
  readonly user: string | null
  /** The scanner refuses this desk. */
  readonly wanted: boolean
}

/** The login of a network scanner: entered where the scanner asks for one, and deleted when it is not needed. */
export function ScannerLogin({ user, wanted }: ScannerLoginProps) {
  const t = useWords(systemWords)
  const login = useCommand('devices.setScannerLogin')
  // Some scanners ask for a login only when a scan begins, so it can be entered before one is refused.
  const [opened, setOpened] = useState(false)
  const isOpen = wanted || opened
  return (
    <>
      {user !== null && (
        <>
          <Facts facts={[{ label: t('loginIs'), value: user }]} />
          <Button
            look="quiet"
            size="small"
            className={styles['apart'] ?? ''}
            busy={login.busy}
            onPress={() => void login.run({ login: null })}
          >
            {t('loginForget')}
          </Button>
        </>
      )}
      {isOpen && (
        <LoginForm
          busy={login.busy}
          onKeep={(entered) => {
            setOpened(false)
            void login.run({ login: entered })
          }}
        />
      )}
      {!isOpen && user === null && (
        <Button look="quiet" size="small" className={styles['apart'] ?? ''} onPress={() => setOpened(true)}>
          {t('loginEnter')}
        </Button>
      )}
      {login.problem && <ProblemNotice problem={login.problem} />}
    </>
  )
}

interface LoginFormProps {
  readonly busy: boolean
  readonly onKeep: (login: { user: string; password: string }) => void
}

function LoginForm({ busy, onKeep }: LoginFormProps) {
  const t = useWords(systemWords)
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      className={styles['card']}
      aria-label={t('login')}
      onSubmit={(event) => {
        event.preventDefault()
        onKeep({ user: user.trim(), password })
        // The password is not kept on the screen, whatever the scanner answers.
        setPassword('')
      }}
    >
      <p className={styles['quiet']}>{t('loginWords')}</p>
      <TextField label={t('loginUser')} value={user} onChange={setUser} autoComplete="off" />
      <TextField
        label={t('loginPassword')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="off"
      />
      <div>
        <Button type="submit" busy={busy} isDisabled={user.trim() === '' || password === ''}>
          {t('loginKeep')}
        </Button>
      </div>
    </form>
  )
}
