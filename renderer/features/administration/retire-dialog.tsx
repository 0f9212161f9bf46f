import { useState, type FormEvent } from 'react'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, focusField, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import styles from './administration.module.css'
import { administrationWords } from './words.ts'
import type { Workstation } from './rows.ts'

/** Takes back the registration numbers of a workstation that is given up; the registry keeps the reason. */
export function RetireDialog({ workstation, onClose }: { workstation: Workstation; onClose: () => void }) {
  const t = useWords(administrationWords)
  const announce = useAnnounce()
  const retire = useCommand('workstations.retire')
  const [explanation, setExplanation] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = explanation.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (missing) return focusField('retire-explanation')
    const retired = await retire.run({ deviceId: workstation.id, explanation: explanation.trim() })
    if (!retired.ok) return
    announce(t('retired', { name: workstation.name }), 'check')
    onClose()
  }
  return (
    <Dialog title={t('retireTitle', { name: workstation.name })} isOpen onClose={onClose} closeLabel={t('cancel')}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {retire.problem && <ProblemNotice problem={retire.problem} />}
        <p>{t('retireWords')}</p>
        <TextField
          id="retire-explanation"
          label={t('explanation')}
          help={t('explanationHelp')}
          value={explanation}
          onChange={setExplanation}
          error={asked && missing ? t('missing') : null}
          maxLength={500}
          rows={3}
          autoFocus
        />
        <div className={styles['actions']}>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="main" busy={retire.busy}>
            {t('retireNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
