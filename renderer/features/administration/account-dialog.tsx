import { useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, focusField, Notice, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './administration.module.css'
import type { Account } from './rows.ts'
import { RoleSelect } from './role-select.tsx'
import { administrationWords } from './words.ts'

/** Name and role of an account. A new role ends its sessions, and one that decides waits for a second person. */
export function AccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useWords(administrationWords)
  const announce = useAnnounce()
  const change = useCommand('people.change')
  const [name, setName] = useState(account.name)
  const [role, setRole] = useState(account.role)
  const missing = name.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (missing) return focusField('account-name')
    const changed = await change.run({ userId: account.id, name: name.trim(), ...(role !== account.role && { role }) })
    if (!changed.ok) return
    announce(t('changed', { name: changed.value.name }), 'check')
    onClose()
  }
  return (
    <Dialog title={t('changeTitle', { name: account.name })} isOpen onClose={onClose} closeLabel={t('cancel')}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {change.problem && <ProblemNotice problem={change.problem} />}
        <TextField
          id="account-name"
          label={t('name')}
          help={t('nameHelp')}
          value={name}
          onChange={setName}
          error={missing ? t('missing') : null}
          autoFocus
        />
        <RoleSelect value={role} onChange={setRole} />
        {role !== account.role && (
          <Notice icon="info" title={t('roleChanges')}>
            {t('roleChangesWords')}
          </Notice>
        )}
        <div className={styles['actions']}>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="main" enter busy={change.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
