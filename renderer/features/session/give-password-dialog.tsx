import { useRef, useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, focusField, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import { PasswordField } from './password-field.tsx'
import styles from './session.module.css'
import { sessionWords } from './words.ts'

const FIELD_ID = 'give-password'

/**
 * The password of a person who signed in offline, once the network is back. The session stays open meanwhile: who
 * cancels, or whose account is locked at the central store, works on as before.
 */
export function GivePasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(sessionWords)
  const announce = useAnnounce()
  const unlock = useCommand('session.unlock')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (password === '') return focusField(FIELD_ID)
    const result = await unlock.run({ password })
    if (result.ok) {
      announce(t('passwordTaken'), 'check')
      return onClose()
    }
    setPassword('')
    input.current?.focus()
  }
  return (
    <Dialog title={t('givePassword')} isOpen onClose={onClose} closeLabel={t('cancel')} width="narrow">
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('givePasswordWords')}</p>
        {unlock.problem && <ProblemNotice problem={unlock.problem} />}
        <PasswordField
          id={FIELD_ID}
          value={password}
          onChange={setPassword}
          inputRef={input}
          error={asked && password === '' && !unlock.problem ? t('missingPassword') : null}
          autoFocus
        />
        <div className={styles['actions']}>
          <Button look="quiet" onPress={onClose}>
            {t('later')}
          </Button>
          <Button type="submit" look="main" enter busy={unlock.busy}>
            {t('givePassword')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
