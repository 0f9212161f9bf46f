/** Roles given by one person that a second one must confirm before they count. */
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Dialog, NotYet, ProblemNotice, ScrollTable, useAnnounce } from '../../ui/index.ts'
import styles from './administration.module.css'
import type { Account } from './rows.ts'
import { administrationWords } from './words.ts'

export function ConfirmationsCard() {
  const t = useWords(administrationWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const self = useSession().actor?.id
  const { data: waiting, problem } = useProcedure('people.unconfirmed', {}, { askOnOpening: true })
  const confirm = useCommand('people.confirm')
  const [chosen, setChosen] = useState<Account | null>(null)
  const confirmChosen = async () => {
    if (chosen === null) return
    const confirmed = await confirm.run({ userId: chosen.id })
    if (!confirmed.ok) return
    announce(t('confirmed', { name: chosen.name }), 'check')
    setChosen(null)
  }
  const refusalOf = (account: Account) => {
    if (account.id === self) return t('confirmOwn')
    return account.unconfirmedBy === self ? t('confirmGiven') : null
  }
  return (
    <Card title={t('confirmations')}>
      {!waiting && <NotYet problem={problem} words={t('loading')} lines={2} />}
      {waiting?.length === 0 && <p className={styles['quiet']}>{t('confirmationsNone')}</p>}
      {waiting && waiting.length > 0 && (
        <>
          <p>{t('confirmationsIntro')}</p>
          <ScrollTable
            label={t('confirmations')}
            columns={[t('column.name'), t('column.username'), t('column.role'), t('column.actions')]}
            className={styles['table']}
          >
            {waiting.map((account) => (
              <tr key={account.id}>
                <td>{account.name}</td>
                <td>{account.username}</td>
                <td>{tRequest(`role.${account.role}`)}</td>
                <td>
                  {refusalOf(account) === null ? (
                    <Button size="small" icon="check" onPress={() => setChosen(account)}>
                      {t('confirm')}
                    </Button>
                  ) : (
                    <span className={styles['quiet']}>{refusalOf(account)}</span>
                  )}
                </td>
              </tr>
            ))}
          </ScrollTable>
        </>
      )}
      <Dialog
        title={t('confirmTitle')}
        isOpen={chosen !== null}
        onClose={() => setChosen(null)}
        closeLabel={t('cancel')}
        role="alertdialog"
        width="narrow"
        actions={
          <>
            <Button onPress={() => setChosen(null)}>{t('cancel')}</Button>
            <Button look="main" busy={confirm.busy} onPress={() => void confirmChosen()}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        {confirm.problem && <ProblemNotice problem={confirm.problem} />}
        {chosen && <p>{t('confirmWords', { name: chosen.name, role: tRequest(`role.${chosen.role}`) })}</p>}
      </Dialog>
    </Card>
  )
}
