import { useState, type Ref } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Icon, TextField } from '../../ui/index.ts'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

/** A password field with a warning while Caps Lock is on. */
export function PasswordField({
  value,
  onChange,
  label,
  error,
  id,
  inputRef,
  autoFocus = false,
}: {
  value: string
  onChange: (value: string) => void
  /** The word for a password, unless given. */
  label?: string
  error?: string | null
  id: string
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
  autoFocus?: boolean
}) {
  const t = useWords(sessionWords)
  const [capsLock, setCapsLock] = useState(false)
  return (
    <TextField
      id={id}
      type="password"
      label={label ?? t('password')}
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
            {t('capsLock')}
          </span>
        )
      }
    />
  )
}
