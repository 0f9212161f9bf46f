import { type FormEvent, useState } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './replace-identity.module.css'
import { syncWords } from './words.ts'

/** Enrols a workstation again that the central store admits no more. Nobody need be signed in: nobody could. */
export function ReplaceIdentity({ level }: { level: 2 | 3 }) {
  const t = useWords(syncWords)
  const announce = useAnnounce()
  const [code, setCode] = useState('')
  const replace = useCommand('takeover.replaceIdentity')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() === '') return
    const result = await replace.run({ code: code.trim() })
    if (result.ok) announce(t('replace.done'))
  }
  return (
    <Card level={level} title={t('replace.title')}>
      <p>{t('replace.intro')}</p>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {replace.problem && <ProblemNotice problem={replace.problem} />}
        <TextField
          label={t('replace.code')}
          help={t('replace.codeHelp')}
          value={code}
          onChange={setCode}
          maxLength={40}
          mono
        />
        <div className={styles['actions']}>
          <Button type="submit" isDisabled={code.trim() === ''} busy={replace.busy}>
            {t('replace.act')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
