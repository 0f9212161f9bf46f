import type { RequestState } from '../../../src/domain/request/request.ts'
/**
 * "De decis": acts held at the central store for a supervisor, and acts that came back to their author, with both
 * versions side by side.
 */
import { useEffect, useRef } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { PILE, useQueueView } from '../../app/queue-view.tsx'
import { goTo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { appWords } from '../../app/words.ts'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { StateChip } from '../../request-parts/marks.tsx'
import { Button, Card, EmptyState, Facts, NotYet, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import styles from './decisions-screen.module.css'
import { ParkedRequests } from './parked-requests.tsx'
import { parkedWords } from './parked-words.ts'
import { ReplacedRequests } from './replaced-requests.tsx'
import { decisionWords } from './words.ts'

type Decision = ProcedureOutput<'decisions.list'>[number]

export function DecisionsScreen() {
  const t = useWords(decisionWords)
  const tParked = useWords(parkedWords)
  const tApp = useWords(appWords)
  const session = useSession()
  const { data, problem } = useProcedure('decisions.list', {})
  // Only the central store has these. Offline, the room shows what this desk has.
  const held = useProcedure('parked.list', {}, { enabled: session.may('request.decide') && !session.offline })
  const parked = held.data ?? []
  const replaced = useProcedure('takeover.list', {}).data ?? []
  const counts = useProcedure('queue.counts', {}, { enabled: session.may('request.decide') }).data
  const toApprove = counts?.toApprove ?? 0
  return (
    <Page title={t('title')} room={t('title')}>
      {data ? (
        <div className={styles['list']}>
          {held.problem && held.problem.code !== 'online.required' && <ProblemNotice problem={held.problem} />}
          {replaced.length > 0 && <ReplacedRequests acts={replaced} />}
          {parked.length > 0 && <ParkedRequests parked={parked} />}
          {parked.length + replaced.length > 0 && data.length > 0 && <h2>{tParked('own')}</h2>}
          {data.length > 0 && <p className={styles['intro']}>{t('intro')}</p>}
          {data.map((decision) => (
            <DecisionCard key={decision.commandId} decision={decision} />
          ))}
          {parked.length === 0 && replaced.length === 0 && data.length === 0 && (
            <EmptyState
              icon="check-circle"
              title={t('emptyTitle')}
              action={toApprove > 0 && <ToApprove count={toApprove} />}
            >
              {t(session.may('request.decide') ? 'emptyDoSupervisor' : 'emptyDo')}
            </EmptyState>
          )}
        </div>
      ) : (
        <NotYet problem={problem} words={tApp('loading')} lines={8} />
      )}
    </Page>
  )
}

/** A link to the requests to approve, for a supervisor who looks for them here. */
function ToApprove({ count }: { count: number }) {
  const t = useWords(decisionWords)
  const { change } = useQueueView()
  return (
    <Button
      icon="document"
      onPress={() => {
        change(PILE)
        goTo({ room: 'queue' })
      }}
    >
      {t('toApprove', { count })}
    </Button>
  )
}

/** A state and the revision at which it was seen. */
function StateAt({ at: { state, revision } }: { at: { state: RequestState; revision: number } }) {
  const t = useWords(decisionWords)
  return (
    <span className={styles['state']}>
      <StateChip state={state} /> {t('revision', { revision })}
    </span>
  )
}

/** What the author did and had seen, beside what has happened since. */
function Sides({ decision }: { decision: Decision }) {
  const t = useWords(decisionWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  const { seen, current } = decision
  return (
    <div className={styles['sides']}>
      <section className={styles['side']}>
        <h3>{t('yours')}</h3>
        <Facts
          facts={[
            { label: t('act'), value: tRequest(`act.${decision.kind}`) },
            { label: t('seen'), value: seen === null ? t('notKnown') : <StateAt at={seen} /> },
            { label: t('when'), value: moment(decision.at) },
            { label: t('by'), value: decision.actor.name },
          ]}
        />
      </section>
      <section className={styles['side']}>
        <h3>{t('theirs')}</h3>
        {current ? (
          <Facts
            facts={[
              { label: t('lastAct'), value: tRequest(`act.${current.lastAct}`) },
              { label: t('now'), value: <StateAt at={current} /> },
              { label: t('when'), value: moment(current.at) },
              { label: t('by'), value: current.by },
            ]}
          />
        ) : (
          <p>{t('notKnown')}</p>
        )}
      </section>
    </div>
  )
}

function DecisionCard({ decision }: { decision: Decision }) {
  const t = useWords(decisionWords)
  const announce = useAnnounce()
  const session = useSession()
  const resolve = useCommand('decisions.resolve')
  const list = useRef<HTMLDivElement>(null)
  const { current } = decision
  const mine = decision.actor.id === session.actor?.id
  // The card disappears after a decision; the focus moves on so that it is not lost.
  useEffect(() => {
    const card = list.current
    return () => {
      if (card?.contains(document.activeElement)) document.querySelector<HTMLElement>('h1')?.focus()
    }
  }, [])
  const decide = async (resolution: 'again' | 'drop') => {
    const result = await resolve.run({
      commandId: decision.commandId,
      resolution,
      ...(current === null ? {} : { seen: current.revision }),
    })
    if (result.ok) announce(t(resolution === 'again' ? 'againDone' : 'dropDone'))
  }
  return (
    <div ref={list}>
      <Card
        title={decision.number}
        aside={
          <Button look="quiet" size="small" onPress={() => goTo({ room: 'request', requestId: decision.requestId })}>
            {t('open')}
          </Button>
        }
      >
        <ProblemNotice problem={decision.problem} />
        <Sides decision={decision} />
        {resolve.problem && <ProblemNotice problem={resolve.problem} />}
        <div className={styles['actions']}>
          {mine ? (
            <>
              <Button busy={resolve.busy} onPress={() => void decide('drop')}>
                {t('drop')}
              </Button>
              <Button icon="sync" busy={resolve.busy} onPress={() => void decide('again')}>
                {t('again')}
              </Button>
            </>
          ) : (
            <p>{t('mineOnly', { name: decision.actor.name })}</p>
          )}
        </div>
      </Card>
    </div>
  )
}
