/** Every account, with what may be done about it. */
import { useState } from 'react'
import type { Account } from './rows.ts'
import { useSession } from '../../app/session.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Chip, Menu, NotYet, ProblemNotice, ScrollTable, useAnnounce } from '../../ui/index.ts'
import { AccountDialog } from './account-dialog.tsx'
import styles from './administration.module.css'
import { NewAccountDialog } from './new-account-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { administrationWords } from './words.ts'

type Open = { readonly what: 'new' } | { readonly what: 'change' | 'password'; readonly account: Account }

export function PeopleCard() {
  const t = useWords(administrationWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const { data: accounts, problem } = useProcedure('people.list', {}, { askOnOpening: true, refetchEveryMs: 20_000 })
  const unlock = useCommand('people.unlock')
  const change = useCommand('people.change')
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const done = async (run: Promise<{ readonly ok: boolean }>, words: string) => {
    if ((await run).ok) announce(words, 'check')
  }
  const refusal = unlock.problem ?? change.problem
  return (
    <Card
      title={t('people')}
      aside={
        <Button size="small" icon="plus" onPress={() => setOpen({ what: 'new' })}>
          {t('newAccount')}
        </Button>
      }
    >
      {refusal && <ProblemNotice problem={refusal} />}
      {accounts ? (
        <ScrollTable
          label={t('people')}
          columns={[t('column.name'), t('column.username'), t('column.role'), t('column.state'), t('column.actions')]}
          className={styles['table']}
        >
          {accounts.map((account) => (
            <tr key={account.id}>
              <td>{account.name}</td>
              <td>{account.username}</td>
              <td>{tRequest(`role.${account.role}`)}</td>
              <td>
                <States account={account} />
              </td>
              <td>
                <Actions
                  account={account}
                  onChange={() => setOpen({ what: 'change', account })}
                  onPassword={() => setOpen({ what: 'password', account })}
                  onUnlock={() => void done(unlock.run({ userId: account.id }), t('unlocked', { name: account.name }))}
                  onDisable={(disabled) =>
                    void done(
                      change.run({ userId: account.id, disabled }),
                      t(disabled ? 'disabledDone' : 'enabledDone', { name: account.name }),
                    )
                  }
                />
              </td>
            </tr>
          ))}
        </ScrollTable>
      ) : (
        <NotYet problem={problem} words={t('loading')} lines={6} />
      )}
      {open?.what === 'new' && <NewAccountDialog onClose={close} />}
      {open?.what === 'change' && <AccountDialog account={open.account} onClose={close} />}
      {open?.what === 'password' && <PasswordDialog account={open.account} onClose={close} />}
    </Card>
  )
}

function States({ account }: { account: Account }) {
  const t = useWords(administrationWords)
  const { time } = useDates()
  const { disabled, lockedUntil, unconfirmedBy, mustChangePassword } = account
  return (
    <span className={styles['states']}>
      {disabled ? (
        <Chip icon="minus" tone="neutral">
          {t('state.disabled')}
        </Chip>
      ) : (
        <>
          {lockedUntil !== null && (
            <Chip icon="shield" tone="attention">
              {t('state.locked', { until: time(lockedUntil) })}
            </Chip>
          )}
          {unconfirmedBy !== null && (
            <Chip icon="hourglass" tone="attention">
              {t('state.unconfirmed')}
            </Chip>
          )}
          {mustChangePassword && (
            <Chip icon="pencil" tone="neutral">
              {t('state.mustChangePassword')}
            </Chip>
          )}
          {lockedUntil === null && unconfirmedBy === null && !mustChangePassword && (
            <Chip icon="check" tone="good">
              {t('state.active')}
            </Chip>
          )}
        </>
      )}
    </span>
  )
}

function Actions({
  account,
  onChange,
  onPassword,
  onUnlock,
  onDisable,
}: {
  account: Account
  onChange: () => void
  onPassword: () => void
  onUnlock: () => void
  onDisable: (disabled: boolean) => void
}) {
  const t = useWords(administrationWords)
  // Nobody changes their own account: roles and passwords given by oneself prove nothing.
  const own = useSession().actor?.id === account.id
  if (own) return <span className={styles['quiet']}>{t('ownAccount')}</span>
  const label = t('actionsOf', { name: account.name })
  return (
    <Menu
      label={label}
      trigger={
        <Button size="small" icon="chevron-down" label={label}>
          {t('actions')}
        </Button>
      }
      groups={[
        {
          entries: [
            { id: 'change', label: t('change'), icon: 'pencil', onAction: onChange },
            { id: 'password', label: t('setPassword'), icon: 'shield', onAction: onPassword },
            ...(account.lockedUntil === null
              ? []
              : [{ id: 'unlock', label: t('unlock'), icon: 'check' as const, onAction: onUnlock }]),
          ],
        },
        {
          entries: [
            account.disabled
              ? { id: 'enable', label: t('enable'), icon: 'play', onAction: () => onDisable(false) }
              : { id: 'disable', label: t('disable'), icon: 'minus', onAction: () => onDisable(true) },
          ],
        },
      ]}
    />
  )
}
