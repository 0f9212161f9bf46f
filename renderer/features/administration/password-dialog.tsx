import { useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, focusField, Notice, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import styles from './administration.module.css'
import { FirstPassword } from './first-password.tsx'
import type { Account } from './rows.ts'
import { administrationWords } from './words.ts'

/** A new password for somebody who forgot theirs. */
export function PasswordDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useWords(administrationWords)
  const announce = useAnnounce()
  const change = useCommand('people.change')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (password === '') return focusField('account-password')
    const changed = await change.run({ userId: account.id, password })
    if (!changed.ok) return
    announce(t('passwordSet', { name: changed.value.name }), 'check')
    onClose()
  }
  return (
    <Dialog title={t('passwordTitle', { name: account.name })} isOpen onClose={onClose} closeLabel={t('cancel')}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {change.problem && <ProblemNotice problem={change.problem} />}
        <Notice icon="info" title={t('passwordEnds')}>
          {t('passwordEndsWords')}
        </Notice>
        <FirstPassword
          value={password}
          onChange={setPassword}
          error={asked && password === '' ? t('missing') : null}
          autoFocus
        />
        <div className={styles['actions']}>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="main" enter busy={change.busy}>
            {t('setPasswordNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
