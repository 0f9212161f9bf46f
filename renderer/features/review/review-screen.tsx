/**
 * The supervisor's screen: request and identity, the paper, the plan with checks and history; decisions at the bottom.
 */
import { allows } from '../../../src/domain/request/lifecycle.ts'
import { Page } from '../../app/page.tsx'
import { goBack, goTo } from '../../app/route.ts'
import { appWords } from '../../app/words.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
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
import { partWords } from '../../request-parts/words.ts'
import { Button, Card, ProblemNotice, Skeleton, Waiting } from '../../ui/index.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { CheckList } from './check-list.tsx'
import { checksOf } from './checks.ts'
import { Decisions } from './decisions.tsx'
import { ErasurePlan } from './erasure-plan.tsx'
import { OrderCard } from './order-card.tsx'
import { PilePlace } from './pile-place.tsx'
import { usePile } from './use-pile.ts'
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
  const pile = usePile(request.id, plan.data !== undefined)
  return (
    <Page
      title={<RequestTitle detail={detail} />}
      room={tApp('room.review')}
      layout="fill"
      banner={<RequestPerson detail={detail} />}
      bar={
        <>
          {toDecide && <PilePlace pile={pile} />}
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
          pile={pile}
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
