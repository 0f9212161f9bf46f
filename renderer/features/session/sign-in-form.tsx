import { useRef, useState, type FormEvent } from 'react'
import type { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, focusField, ProblemNotice, TextField } from '../../ui/index.ts'
import { PasswordField } from './password-field.tsx'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

export interface Login {
  readonly username: string
  readonly password: string
}

export type SignIn = ReturnType<typeof useCommand<'session.signIn'>>

/** `signIn` is shared with the demonstration's list, so that this form shows the refusals of both. */
export function SignInForm({ signIn, onMustChange }: { signIn: SignIn; onMustChange: (login: Login) => void }) {
  const t = useWords(sessionWords)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const passwordInput = useRef<HTMLInputElement & HTMLTextAreaElement>(null)

  const enter = async (login: Login) => {
    const result = await signIn.run(login)
    if (result.ok) return
    if (result.problem.code === 'password.change-required') return onMustChange(login)
    setPassword('')
    passwordInput.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (username.trim() === '') focusField('sign-in-username')
    else if (password === '') focusField('sign-in-password')
    else void enter({ username: username.trim(), password })
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {signIn.problem && <ProblemNotice problem={signIn.problem} />}
      <TextField
        id="sign-in-username"
        label={t('username')}
        value={username}
        onChange={setUsername}
        autoFocus
        error={asked && username.trim() === '' ? t('missingUsername') : null}
      />
      <PasswordField
        id="sign-in-password"
        value={password}
        onChange={setPassword}
        inputRef={passwordInput}
        error={asked && password === '' && !signIn.problem ? t('missingPassword') : null}
      />
      <div className={styles['actions']}>
        <Button type="submit" look="main" enter busy={signIn.busy}>
          {signIn.busy ? t('signingIn') : t('signIn')}
        </Button>
      </div>
    </form>
  )
}
