import { useRef, useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, focusField, ProblemNotice } from '../../ui/index.ts'
import { PasswordField } from './password-field.tsx'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

/** The screen is veiled; only the same person's password lifts it, or another person signs in. */
export function UnlockForm({ name }: { name: string }) {
  const say = useWords(sessionWords)
  const unlock = useCommand('session.unlock')
  const signOut = useCommand('session.signOut')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (password === '') return focusField('unlock-password')
    const result = await unlock.run({ password })
    if (result.ok) return
    setPassword('')
    input.current?.focus()
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <p>{say('lockedWords', { name })}</p>
      {unlock.problem && <ProblemNotice problem={unlock.problem} />}
      <PasswordField
        id="unlock-password"
        value={password}
        onChange={setPassword}
        inputRef={input}
        error={asked && password === '' && !unlock.problem ? say('missingPassword') : null}
        autoFocus
      />
      <div className={styles['actions']}>
        <Button look="quiet" onPress={() => void signOut.run({})} busy={signOut.busy}>
          {say('otherPerson')}
        </Button>
        <Button type="submit" look="main" enter busy={unlock.busy}>
          {say('unlock')}
        </Button>
      </div>
      <p className={styles['help']}>{say('otherPersonWords')}</p>
    </form>
  )
}
