import { useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, focusField, ProblemNotice } from '../../ui/index.ts'
import { PasswordField } from './password-field.tsx'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

const FIELDS = ['current', 'next', 'again'] as const
type Field = (typeof FIELDS)[number]

/**
 * Chooses a new password and signs in with it.
 *
 * @param given the present password, where it was just typed
 */
export function NewPasswordForm({
  username,
  given = '',
  onDone,
  onCancel,
}: {
  username: string
  given?: string
  onDone: () => void
  onCancel: () => void
}) {
  const t = useWords(sessionWords)
  const change = useCommand('session.changePassword')
  const [typed, setTyped] = useState<Record<Field, string>>({ current: given, next: '', again: '' })
  const [asked, setAsked] = useState(false)
  const errors: Record<Field, string | null> = {
    current: typed.current === '' ? t('missingPassword') : null,
    next: typed.next === '' ? t('missingPassword') : null,
    again: typed.again === typed.next ? null : t('passwordsDiffer'),
  }
  const fields = FIELDS.filter((field) => field !== 'current' || given === '')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const wrong = fields.find((field) => errors[field] !== null)
    if (wrong !== undefined) return focusField(`new-password-${wrong}`)
    const result = await change.run({ username, current: typed.current, next: typed.next })
    if (result.ok) onDone()
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t('newPasswordWords')}</p>
      {change.problem && <ProblemNotice problem={change.problem} />}
      {fields.map((field, index) => (
        <PasswordField
          key={field}
          id={`new-password-${field}`}
          label={t(`password.${field}`)}
          value={typed[field]}
          onChange={(value) => setTyped({ ...typed, [field]: value })}
          error={asked ? errors[field] : null}
          autoFocus={index === 0}
        />
      ))}
      <div className={styles['actions']}>
        <Button look="quiet" onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="main" enter busy={change.busy}>
          {t('changePassword')}
        </Button>
      </div>
    </form>
  )
}
