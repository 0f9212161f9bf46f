import { useRef, useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, focusField, ProblemNotice } from '../../ui/index.ts'
import { PasswordField } from './password-field.tsx'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

/** The locked screen: the same person types the password, or another person signs in. */
export function UnlockForm({ name }: { name: string }) {
  const t = useWords(sessionWords)
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
      <p>{t('lockedWords', { name })}</p>
      {unlock.problem && <ProblemNotice problem={unlock.problem} />}
      <PasswordField
        id="unlock-password"
        value={password}
        onChange={setPassword}
        inputRef={input}
        error={asked && password === '' && !unlock.problem ? t('missingPassword') : null}
        autoFocus
      />
      <div className={styles['actions']}>
        <Button look="quiet" onPress={() => void signOut.run({})} busy={signOut.busy}>
          {t('otherPerson')}
        </Button>
        <Button type="submit" look="main" enter busy={unlock.busy}>
          {t('unlock')}
        </Button>
      </div>
      <p className={styles['help']}>{t('otherPersonWords')}</p>
    </form>
  )
}
