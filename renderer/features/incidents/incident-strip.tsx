/** What happened to the data of this desk, on every screen until somebody confirms it. */
import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Icon, Notice, ProblemNotice } from '../../ui/index.ts'
import styles from './incident-strip.module.css'
import { incidentWords } from './words.ts'

type Incidents = ProcedureOutput<'incident.list'>

export function IncidentStrip() {
  const t = useWords(incidentWords)
  const [isOpen, setOpen] = useState(false)
  const incidents = useProcedure('incident.list', {}).data ?? []
  if (incidents.length === 0) return null
  return (
    <div className={styles['strip']} role="status">
      <Icon name="alert" />
      {incidents.length === 1 && incidents[0]
        ? t(`kind.${incidents[0].kind}`, { count: incidents[0].count ?? 0 })
        : t('strip', { count: incidents.length })}
      <Button size="small" onPress={() => setOpen(true)}>
        {t('open')}
      </Button>
      <IncidentDialog incidents={incidents} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}

function IncidentDialog({
  incidents,
  isOpen,
  onClose,
}: {
  incidents: Incidents
  isOpen: boolean
  onClose: () => void
}) {
  const t = useWords(incidentWords)
  const { dayOf, exactTime } = useDates()
  const confirm = useCommand('incident.confirm')
  const confirmed = async (ids: readonly number[]) => {
    const result = await confirm.run({ ids: [...ids] })
    if (result.ok && ids.length === incidents.length) onClose()
  }
  return (
    <Dialog
      title={t('title')}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={t('close')}
      actions={
        <Button look="main" busy={confirm.busy} onPress={() => void confirmed(incidents.map(({ id }) => id))}>
          {t('confirmAll')}
        </Button>
      }
    >
      {confirm.problem && <ProblemNotice problem={confirm.problem} />}
      <ul className={styles['list']}>
        {incidents.map(({ id, at, kind, count }) => (
          <li key={id}>
            <Notice
              tone="attention"
              icon="alert"
              title={t(`kind.${kind}`, { count: count ?? 0 })}
              actions={
                <Button size="small" isDisabled={confirm.busy} onPress={() => void confirmed([id])}>
                  {t('confirm')}
                </Button>
              }
            >
              {t(`todo.${kind}`)}
              <p className={styles['when']}>
                {dayOf(at)}, {exactTime(at)}
              </p>
            </Notice>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
