/**
 * The supervisor's screen: request and identity, the paper, the plan with checks and history; decisions at the bottom.
 */
import { allows } from '../../../src/domain/request/lifecycle.ts'
import { useState, type ReactNode } from 'react'
import { Page } from '../../app/page.tsx'
import { goBack, goTo } from '../../app/route.ts'
import { appWords } from '../../app/words.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { ComparisonCard } from '../../request-parts/comparison-card.tsx'
import { ExecutionNotice } from '../../request-parts/execution-notice.tsx'
import { IdentityRecord } from '../../request-parts/identity-record.tsx'
import { OneRequest } from '../../request-parts/one-request.tsx'
import { PersonFacts } from '../../request-parts/person-facts.tsx'
import { RequestColumns } from '../../request-parts/request-columns.tsx'
import { RequestPerson } from '../../request-parts/request-person.tsx'
import { RequestTitle } from '../../request-parts/request-title.tsx'
import { TermFacts } from '../../request-parts/term-facts.tsx'
import { Timeline } from '../../request-parts/timeline.tsx'
import { useRefusals } from '../../request-parts/use-request.ts'
import { partWords } from '../../request-parts/words.ts'
import { Button, Card, Menu, Notice, ProblemNotice, Skeleton, Waiting } from '../../ui/index.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { CheckList } from './check-list.tsx'
import { checksOf } from './checks.ts'
import type { DecisionProps } from './decision-dialog.tsx'
import { ErasurePlan } from './erasure-plan.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { FileDialog } from './file-dialog.tsx'
import { ForwardDialog } from './forward-dialog.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { OrderCard } from './order-card.tsx'
import type { Plan } from './plan-counts.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { reviewWords } from './words.ts'

export function ReviewScreen({ requestId }: { requestId: string }) {
  const t = useWords(appWords)
  return (
    <OneRequest requestId={requestId} title={t('room.review')}>
      {(detail) => <OpenReview detail={detail} />}
    </OneRequest>
  )
}

type PlanQuery = ReturnType<typeof useProcedure<'request.plan'>>

/** The plan from the central store, or why there is none. */
function PlanPart({ plan, awaited }: { plan: PlanQuery; awaited: boolean }) {
  const t = useWords(reviewWords)
  if (plan.data) return <ErasurePlan plan={plan.data} />
  if (plan.problem)
    return (
      <ProblemNotice
        problem={plan.problem}
        actions={
          <Button size="small" icon="sync" onPress={() => void plan.refetch()}>
            {t('recompute')}
          </Button>
        }
      />
    )
  if (!awaited) return null
  return (
    <Waiting words={t('planWaiting')}>
      <Skeleton lines={5} />
    </Waiting>
  )
}

function OpenReview({ detail }: { detail: RequestDetail }) {
  const t = useWords(reviewWords)
  const tPart = useWords(partWords)
  const tApp = useWords(appWords)
  const { request } = detail
  const toDecide = allows(request.state, 'approve')
  const plan = useProcedure('request.plan', { requestId: request.id }, { enabled: toDecide })
  return (
    <Page
      title={<RequestTitle detail={detail} />}
      room={tApp('room.review')}
      layout="fill"
      banner={<RequestPerson detail={detail} />}
      bar={
        <>
          <Button look="quiet" onPress={() => goTo({ room: 'request', requestId: request.id })}>
            {t('wholeRequest')}
          </Button>
          <Button look="quiet" icon="arrow-left" shortcut="back" onPress={goBack}>
            {tApp('back')}
          </Button>
        </>
      }
      actions={
        <Decisions
          detail={detail}
          plan={plan.data ?? null}
          onPlanChanged={async () => (await plan.refetch()).data ?? null}
        />
      }
    >
      <RequestColumns
        request={request}
        left={{
          label: t('left'),
          content: (
            <>
              <ExecutionNotice detail={detail} atReview />
              <Card title={t('holder')}>
                <PersonFacts request={request} />
              </Card>
              <ComparisonCard detail={detail} />
              <Card title={t('identity')}>
                <IdentityRecord request={request} />
              </Card>
              <TermFacts detail={detail} />
            </>
          ),
        }}
        right={{
          label: t('right'),
          content: (
            <>
              <Card title={t('checks')}>
                <CheckList checks={checksOf(detail, plan.data?.obstacles ?? [])} />
              </Card>
              <OrderCard detail={detail} onDecided={() => void plan.refetch()} />
              <PlanPart plan={plan} awaited={toDecide} />
              <Card title={tPart('timeline')}>
                <Timeline entries={request.timeline} detail={detail} />
              </Card>
            </>
          ),
        }}
      />
    </Page>
  )
}

type DecisionName = 'approve' | 'return' | 'reject' | 'extend' | 'join' | 'forward' | 'file'
const MORE = ['extend', 'join', 'forward', 'file'] as const
const MORE_ICONS = { extend: 'clock', join: 'join', forward: 'forward', file: 'minus' } as const
const DIALOGS: Record<Exclude<DecisionName, 'approve'>, (props: DecisionProps) => ReactNode> = {
  return: ReturnDialog,
  reject: RejectDialog,
  extend: ExtendDialog,
  join: JoinDialog,
  forward: ForwardDialog,
  file: FileDialog,
}

interface DecisionBarProps {
  readonly detail: RequestDetail
  readonly plan: Plan | null
  readonly onDecide: (name: DecisionName) => void
}

function OtherDecisions({ detail, onDecide }: Omit<DecisionBarProps, 'plan'>) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const refusalOf = useRefusals(detail)
  return (
    <Menu
      label={t('more')}
      placement="top end"
      trigger={<Button>{t('more')}</Button>}
      groups={[
        {
          entries: MORE.map((name) => {
            const refusal = refusalOf(name)
            return {
              id: name,
              label: tRequest(`action.${name}`),
              icon: MORE_ICONS[name],
              isDisabled: refusal !== null,
              ...(refusal ? { help: refusal } : {}),
              onAction: () => onDecide(name),
            }
          }),
        },
      ]}
    />
  )
}

function DecisionBar({ detail, plan, onDecide }: DecisionBarProps) {
  const t = useWords(reviewWords)
  const refusalOf = useRefusals(detail)
  const problemWords = useProblemWords()
  const erases = detail.request.kind === 'anonymise'
  const [firstObstacle] = plan?.obstacles ?? []
  const obstacle = firstObstacle ? problemWords(firstObstacle).what : null
  const approvalRefused = refusalOf('approve') ?? obstacle
  if (!allows(detail.request.state, 'approve'))
    // Approved but not started: obstacles that appeared since can still lead to a rejection (ADR 0008).
    return refusalOf('reject') === null ? (
      <Button icon="close" onPress={() => onDecide('reject')}>
        {t('reject')}
      </Button>
    ) : (
      <Notice title={t('notToDecide')} role="status" />
    )
  return (
    <>
      <OtherDecisions detail={detail} onDecide={onDecide} />
      <Button icon="return" isDisabled={refusalOf('return') !== null} onPress={() => onDecide('return')}>
        {t('return')}
      </Button>
      <Button icon="close" isDisabled={refusalOf('reject') !== null} onPress={() => onDecide('reject')}>
        {t('reject')}
      </Button>
      <Button
        look={erases ? 'erase' : 'main'}
        icon={erases ? 'erase' : 'check'}
        refusal={approvalRefused}
        isDisabled={plan === null}
        onPress={() => onDecide('approve')}
      >
        {t(erases ? 'approveErase' : 'approveRevert')}
      </Button>
    </>
  )
}

/**
 * The bottom bar: other decisions first, approval last at the right. A dialog decides on the request as its author saw
 * it when opening the dialog.
 */
function Decisions({
  detail,
  plan,
  onPlanChanged,
}: {
  detail: RequestDetail
  plan: Plan | null
  onPlanChanged: () => Promise<Plan | null>
}) {
  const [open, setOpen] = useState<DecisionName | null>(null)
  const [seen, setSeen] = useState<{ detail: RequestDetail; plan: Plan | null; before: Plan | null }>({
    detail,
    plan,
    before: null,
  })
  const decide = (name: DecisionName) => {
    setSeen({ detail, plan, before: null })
    setOpen(name)
  }
  /** The open dialog continues with the present numbers, beside those of the refused plan. */
  const seeNewPlan = async () => {
    const now = await onPlanChanged()
    if (now !== null)
      setSeen((last) =>
        last.plan === null || last.plan.hash === now.hash ? last : { ...last, plan: now, before: last.plan },
      )
  }
  const close = () => setOpen(null)
  const done = () => {
    close()
    goTo({ room: 'queue' })
  }
  return (
    <>
      <DecisionBar detail={detail} plan={plan} onDecide={decide} />
      {/* Also where somebody else has decided meanwhile: the dialog says so, and keeps what its author wrote. */}
      {seen.plan && (
        <ApproveDialog
          key={`${seen.detail.request.revision}-${seen.plan.hash}`}
          detail={seen.detail}
          plan={seen.plan}
          before={seen.before}
          isOpen={open === 'approve'}
          onClose={close}
          onDone={done}
          onPlanChanged={() => void seeNewPlan()}
        />
      )}
      {(Object.keys(DIALOGS) as (keyof typeof DIALOGS)[]).map((name) => {
        const Dialog = DIALOGS[name]
        return <Dialog key={name} detail={seen.detail} isOpen={open === name} onClose={close} onDone={done} />
      })}
    </>
  )
}
