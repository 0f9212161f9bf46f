import { useState } from 'react'
import { foldName } from '../../../src/domain/person/name.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { appWords } from '../../app/words.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Facts, Notice, ProblemNotice, TextField, useAnnounce } from '../../ui/index.ts'
import { partWords } from '../../request-parts/words.ts'
import type { DecisionProps } from './decision-dialog.tsx'
import { PlanCounts } from './erasure-plan.tsx'
import { countsNow, type Plan } from './plan-counts.ts'
import styles from './approve-dialog.module.css'
import { reviewWords } from './words.ts'

interface ApproveDialogProps extends Omit<DecisionProps, 'obstacles'> {
  readonly plan: Plan
  /** The plan that the refused approval named. The new plan replaces it and marks the differences. */
  readonly before: Plan | null
  readonly onPlanChanged: () => void
}

interface WhatIsApprovedProps extends Pick<ApproveDialogProps, 'plan' | 'before'> {
  readonly request: RequestBody
}

/** Whose data are deleted for good, and what; if the plan has changed since, that it did. */
function WhatIsApproved({ request, plan, before }: WhatIsApprovedProps) {
  const t = useWords(reviewWords)
  const tPart = useWords(partWords)
  const erases = request.kind === 'anonymise'
  return (
    <>
      {erases ? (
        <Notice tone="erase" icon="erase" title={t('eraseIntro')} />
      ) : (
        <Notice tone="accent" title={t('revertPlan')} />
      )}
      {before !== null && (
        <Notice tone="attention" icon="alert" title={t('planNew')} role="alert">
          {t(countsNow(plan, before).some(({ was }) => was !== null) ? 'planNewWords' : 'planNewSame')}
        </Notice>
      )}
      <Facts
        facts={[
          { label: tPart('holder'), value: `${request.holder.surname} ${request.holder.givenNames}`, personal: true },
          { label: tPart('cnp'), value: request.holder.cnp, personal: true },
        ]}
      />
      {erases && (
        <section className={styles['goes']}>
          <h3>{t('eraseGoes')}</h3>
          <div className={styles['counts']}>
            <PlanCounts plan={plan} before={before} />
          </div>
          <p className={styles['stays']}>{t('eraseStays')}</p>
        </section>
      )}
    </>
  )
}

/**
 * Approval requires the typed surname and a click on the button: Enter in the field does nothing, and there is no
 * shortcut.
 */
export function ApproveDialog({ detail, plan, before, isOpen, onClose, onDone, onPlanChanged }: ApproveDialogProps) {
  const t = useWords(reviewWords)
  const tApp = useWords(appWords)
  const announce = useAnnounce()
  const [surname, setSurname] = useState('')
  const approve = useCommand('request.approve')
  const { request } = detail
  const erases = request.kind === 'anonymise'
  const matches = foldName(surname) === foldName(request.holder.surname)
  const submit = async () => {
    const result = await approve.run({
      requestId: request.id,
      revision: request.revision,
      planHash: plan.hash,
      surname,
    })
    if (!result.ok) {
      // The numbers in this dialog are outdated: a new plan is fetched, and the approval starts again with it.
      if (result.problem.code === 'request.plan-changed' || result.problem.code === 'request.plan-expired')
        onPlanChanged()
      return
    }
    announce(
      t(result.value.pending.some(({ kind }) => kind === 'approve-request') ? 'approvedPending' : 'approved'),
      'check',
    )
    onDone()
  }
  return (
    <Dialog
      title={t(erases ? 'eraseTitle' : 'revertTitle')}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={tApp('close')}
      look={erases ? 'erase' : 'plain'}
      role="alertdialog"
      width={erases ? 'wide' : 'normal'}
      actions={
        <>
          <Button onPress={onClose}>{tApp('cancel')}</Button>
          <Button
            look={erases ? 'erase' : 'main'}
            {...(erases ? { icon: 'erase' as const } : {})}
            busy={approve.busy}
            isDisabled={!matches}
            onPress={() => void submit()}
          >
            {t(erases ? 'eraseNow' : 'revertNow')}
          </Button>
        </>
      }
    >
      <WhatIsApproved request={request} plan={plan} before={before} />
      <TextField
        label={t('surname')}
        help={t('surnameHelp')}
        value={surname}
        onChange={setSurname}
        error={
          surname !== '' && !matches && !foldName(request.holder.surname).startsWith(foldName(surname))
            ? t('surnameWrong')
            : null
        }
        autoFocus
        personal
      />
      {approve.problem && <ProblemNotice problem={approve.problem} />}
    </Dialog>
  )
}
