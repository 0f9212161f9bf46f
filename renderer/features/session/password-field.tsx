import { useState, type Ref } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Icon, TextField } from '../../ui/index.ts'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

/** A password, with a word when Caps Lock is what makes it wrong. */
export function PasswordField({
  value,
  onChange,
  error,
  id,
  inputRef,
  autoFocus = false,
}: {
  value: string
  onChange: (value: string) => void
  error?: string | null
  id: string
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
  autoFocus?: boolean
}) {
  const say = useWords(sessionWords)
  const [capsLock, setCapsLock] = useState(false)
  return (
    <TextField
      id={id}
      type="password"
      label={say('password')}
      autoFocus={autoFocus}
      value={value}
      onChange={onChange}
      error={error ?? null}
      {...(inputRef ? { inputRef } : {})}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      after={
        capsLock && (
          <span className={styles['caps']}>
            <Icon name="alert" size={14} />
            {say('capsLock')}
          </span>
        )
      }
    />
  )
}
