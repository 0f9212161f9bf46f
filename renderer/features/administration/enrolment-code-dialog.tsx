import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, ProblemNotice } from '../../ui/index.ts'
import styles from './administration.module.css'
import { administrationWords } from './words.ts'

/** A code that enrols one workstation. Made only when asked for: every code is in the audit trail. */
export function EnrolmentCodeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(administrationWords)
  const { moment } = useDates()
  const make = useCommand('workstations.enrolmentCode')
  const [made, setMade] = useState<ProcedureOutput<'workstations.enrolmentCode'> | null>(null)
  const makeCode = async () => {
    const code = await make.run({})
    if (code.ok) setMade(code.value)
  }
  return (
    <Dialog
      title={t('enrolmentCode')}
      isOpen
      onClose={onClose}
      closeLabel={t('close')}
      width="narrow"
      actions={
        made ? (
          <Button look="main" onPress={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('cancel')}</Button>
            <Button look="main" busy={make.busy} onPress={() => void makeCode()} autoFocus>
              {t('makeCode')}
            </Button>
          </>
        )
      }
    >
      {make.problem && <ProblemNotice problem={make.problem} />}
      <p>{t('codeWords')}</p>
      {made && (
        <>
          <p className={styles['code']} role="status">
            {made.code}
          </p>
          <p className={styles['quiet']}>{t('codeUntil', { until: moment(made.expiresAt) })}</p>
        </>
      )}
    </Dialog>
  )
}
