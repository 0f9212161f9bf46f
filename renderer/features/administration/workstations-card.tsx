/** The workstations of the house: what state each is in, and what may be done about it. */
import { useState } from 'react'
import type { Workstation } from './rows.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import {
  Button,
  Card,
  Chip,
  type IconName,
  Menu,
  NotYet,
  ProblemNotice,
  ScrollTable,
  type Tone,
  useAnnounce,
} from '../../ui/index.ts'
import styles from './administration.module.css'
import { EnrolmentCodeDialog } from './enrolment-code-dialog.tsx'
import { RetireDialog } from './retire-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { administrationWords } from './words.ts'

const LOOK: Record<Workstation['state'], { icon: IconName; tone: Tone }> = {
  active: { icon: 'check', tone: 'good' },
  frozen: { icon: 'hourglass', tone: 'attention' },
  revoked: { icon: 'minus', tone: 'neutral' },
}
type Open = { readonly what: 'code' } | { readonly what: 'retire' | 'revoke'; readonly workstation: Workstation }

export function WorkstationsCard() {
  const t = useWords(administrationWords)
  const announce = useAnnounce()
  const { moment, dayOf } = useDates()
  const { data: workstations, problem } = useProcedure(
    'workstations.list',
    {},
    { askOnOpening: true, refetchEveryMs: 20_000 },
  )
  const change = useCommand('workstations.change')
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const setState = async ({ id: deviceId, name }: Workstation, state: 'active' | 'frozen') => {
    const changed = await change.run({ deviceId, state })
    if (changed.ok) announce(t(state === 'active' ? 'activated' : 'frozen', { name }), 'check')
  }
  return (
    <Card
      title={t('workstations')}
      aside={
        <Button size="small" icon="plus" onPress={() => setOpen({ what: 'code' })}>
          {t('enrolmentCode')}
        </Button>
      }
    >
      {change.problem && <ProblemNotice problem={change.problem} />}
      {workstations ? (
        <ScrollTable
          label={t('workstations')}
          columns={[
            t('column.desk'),
            t('column.name'),
            t('column.state'),
            t('column.enrolled'),
            t('column.seen'),
            t('column.actions'),
          ]}
          className={styles['table']}
        >
          {workstations.map((workstation) => (
            <tr key={workstation.id}>
              <td>{workstation.deskNumber}</td>
              <td>{workstation.name}</td>
              <td>
                <Chip icon={LOOK[workstation.state].icon} tone={LOOK[workstation.state].tone}>
                  {t(`workstation.${workstation.state}`)}
                </Chip>
              </td>
              <td>{dayOf(workstation.enrolledAt)}</td>
              <td>{workstation.lastSeenAt === null ? t('never') : moment(workstation.lastSeenAt)}</td>
              <td>
                <Actions
                  workstation={workstation}
                  onState={(state) => void setState(workstation, state)}
                  onOpen={(what) => setOpen({ what, workstation })}
                />
              </td>
            </tr>
          ))}
        </ScrollTable>
      ) : (
        <NotYet problem={problem} words={t('loading')} lines={4} />
      )}
      {open?.what === 'code' && <EnrolmentCodeDialog onClose={close} />}
      {open?.what === 'retire' && <RetireDialog workstation={open.workstation} onClose={close} />}
      {open?.what === 'revoke' && <RevokeDialog workstation={open.workstation} onClose={close} />}
    </Card>
  )
}

function Actions({
  workstation,
  onState,
  onOpen,
}: {
  workstation: Workstation
  onState: (state: 'active' | 'frozen') => void
  onOpen: (what: 'retire' | 'revoke') => void
}) {
  const t = useWords(administrationWords)
  if (workstation.state === 'revoked') return null
  const label = t('actionsOf', { name: workstation.name })
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
            workstation.state === 'active'
              ? {
                  id: 'freeze',
                  label: t('freeze'),
                  help: t('freezeHelp'),
                  icon: 'hourglass',
                  onAction: () => onState('frozen'),
                }
              : { id: 'activate', label: t('activate'), icon: 'play', onAction: () => onState('active') },
          ],
        },
        {
          entries: [
            {
              id: 'retire',
              label: t('retire'),
              help: t('retireHelp'),
              icon: 'return',
              onAction: () => onOpen('retire'),
            },
            {
              id: 'revoke',
              label: t('revoke'),
              help: t('revokeHelp'),
              icon: 'minus',
              onAction: () => onOpen('revoke'),
            },
          ],
        },
      ]}
    />
  )
}
