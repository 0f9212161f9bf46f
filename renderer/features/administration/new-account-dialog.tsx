import { useState, type FormEvent } from 'react'
import type { Role } from '../../../src/domain/rights.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, focusField, Notice, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './administration.module.css'
import { FirstPassword } from './first-password.tsx'
import { RoleSelect } from './role-select.tsx'
import { administrationWords } from './words.ts'

const USERNAME = /^[a-z0-9][a-z0-9._-]*$/i

/** A new account, with a password that its person changes at the first sign-in. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(administrationWords)
  const announce = useAnnounce()
  const create = useCommand('people.create')
  const [typed, setTyped] = useState({ name: '', username: '', password: '' })
  const [role, setRole] = useState<Role>('clerk')
  const [asked, setAsked] = useState(false)
  const username = typed.username.trim()
  const errors = {
    name: typed.name.trim() === '' ? t('missing') : null,
    username: USERNAME.test(username) ? null : t('badUsername'),
    password: typed.password === '' ? t('missing') : null,
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const wrong = (['name', 'username', 'password'] as const).find((field) => errors[field] !== null)
    if (wrong !== undefined) return focusField(`account-${wrong}`)
    const created = await create.run({ name: typed.name.trim(), username, role, password: typed.password })
    if (!created.ok) return
    announce(t('created', { name: created.value.name }), 'check')
    onClose()
  }
  const shown = (field: keyof typeof errors) => (asked ? errors[field] : null)
  return (
    <Dialog title={t('newAccount')} isOpen onClose={onClose} closeLabel={t('cancel')}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {create.problem && <ProblemNotice problem={create.problem} />}
        <TextField
          id="account-name"
          label={t('name')}
          help={t('nameHelp')}
          value={typed.name}
          onChange={(name) => setTyped({ ...typed, name })}
          error={shown('name')}
          autoFocus
        />
        <TextField
          id="account-username"
          label={t('username')}
          help={t('usernameHelp')}
          value={typed.username}
          onChange={(value) => setTyped({ ...typed, username: value })}
          error={shown('username')}
        />
        <RoleSelect value={role} onChange={setRole} />
        {role !== 'clerk' && role !== 'auditor' && (
          <Notice icon="hourglass" title={t('needsConfirmation')}>
            {t('needsConfirmationWords')}
          </Notice>
        )}
        <FirstPassword
          value={typed.password}
          onChange={(password) => setTyped({ ...typed, password })}
          error={shown('password')}
        />
        <div className={styles['actions']}>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="main" enter busy={create.busy}>
            {t('create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
