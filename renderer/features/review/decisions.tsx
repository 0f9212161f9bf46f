/**
 * The bottom bar of the review: other decisions first, approval last at the right. Letters open the same dialogs; none
 * of them decides.
 */
import { useState, type ReactNode } from 'react'
import { allows } from '../../../src/domain/request/lifecycle.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { useRefusals } from '../../request-parts/use-request.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Menu, Notice } from '../../ui/index.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import type { DecisionProps } from './decision-dialog.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { FileDialog } from './file-dialog.tsx'
import { ForwardDialog } from './forward-dialog.tsx'
import { JoinDialog, useJoinable } from './join-dialog.tsx'
import type { Plan } from './plan-counts.ts'
import type { Pile } from './use-pile.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { reviewWords } from './words.ts'

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
  const refused = useRefusals(detail)
  const joinable = useJoinable(detail.request)
  const [isOpen, setOpen] = useState(false)
  useShortcut('open-more', () => setOpen(true))
  const refusalOf = (name: (typeof MORE)[number]) =>
    refused(name) ?? (name === 'join' && joinable.others?.length === 0 ? t('joinNone') : null)
  return (
    <Menu
      label={t('more')}
      placement="top end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<Button shortcut="open-more">{t('more')}</Button>}
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
  const toDecide = allows(detail.request.state, 'approve')
  const rejects = refusalOf('reject') === null
  const returns = toDecide && refusalOf('return') === null
  useShortcut('open-yes', () => onDecide('approve'), toDecide && approvalRefused === null && plan !== null)
  useShortcut('open-return', () => onDecide('return'), returns)
  useShortcut('open-reject', () => onDecide('reject'), rejects)
  if (!toDecide)
    // Approved but not started: obstacles that appeared since can still lead to a rejection (ADR 0008).
    return rejects ? (
      <Button icon="close" shortcut="open-reject" onPress={() => onDecide('reject')}>
        {t('reject')}
      </Button>
    ) : (
      <Notice title={t('notToDecide')} role="status" />
    )
  return (
    <>
      <OtherDecisions detail={detail} onDecide={onDecide} />
      <Button icon="return" shortcut="open-return" isDisabled={!returns} onPress={() => onDecide('return')}>
        {t('return')}
      </Button>
      <Button icon="close" shortcut="open-reject" isDisabled={!rejects} onPress={() => onDecide('reject')}>
        {t('reject')}
      </Button>
      <Button
        look={erases ? 'erase' : 'main'}
        icon={erases ? 'erase' : 'check'}
        shortcut="open-yes"
        refusal={approvalRefused}
        isDisabled={plan === null}
        onPress={() => onDecide('approve')}
      >
        {t(erases ? 'approveErase' : 'approveRevert')}
      </Button>
    </>
  )
}

/** What its author saw when opening a dialog: the dialog decides on that. */
interface Seen {
  readonly detail: RequestDetail
  readonly plan: Plan | null
  readonly before: Plan | null
  /** The request that opens after the decision; taken now, because this one leaves the pile. */
  readonly next: string | null
}

export function Decisions({
  detail,
  plan,
  pile,
  onPlanChanged,
}: {
  detail: RequestDetail
  plan: Plan | null
  pile: Pile
  onPlanChanged: () => Promise<Plan | null>
}) {
  const [open, setOpen] = useState<DecisionName | null>(null)
  const [seen, setSeen] = useState<Seen>({ detail, plan, before: null, next: pile.next })
  const decide = (name: DecisionName) => {
    setSeen({ detail, plan, before: null, next: pile.next })
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
    pile.goOn(seen.next)
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
        return (
          <Dialog
            // Reasons and boxes begin with what the request lacks now.
            key={`${name}-${seen.detail.request.revision}`}
            detail={seen.detail}
            obstacles={seen.plan?.obstacles ?? []}
            isOpen={open === name}
            onClose={close}
            onDone={done}
          />
        )
      })}
    </>
  )
}
