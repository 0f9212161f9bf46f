import type { RequestState } from '../../../src/domain/request/request.ts'
/**
 * "De decis": what waits at the central store for a supervisor, and transitions that came back to their author, both
 * versions side by side.
 */
import { TO_APPROVE } from '../../app/to-approve.ts'
import { useEffect, useRef } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { NO_FILTERS, useQueueView } from '../../app/queue-view.tsx'
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
import { decisionWords } from './words.ts'

type Decision = ProcedureOutput<'decisions.list'>[number]

export function DecisionsScreen() {
  const say = useWords(decisionWords)
  const sayParked = useWords(parkedWords)
  const sayApp = useWords(appWords)
  const session = useSession()
  const { data, problem } = useProcedure('decisions.list', {})
  // Only the central store has these: without it the room shows what is at this desk.
  const held = useProcedure('parked.list', {}, { enabled: session.may('request.decide') && !session.offline })
  const parked = held.data ?? []
  const counts = useProcedure('queue.counts', {}, { enabled: session.may('request.decide') }).data
  const toApprove = counts?.toApprove ?? 0
  return (
    <Page title={say('title')} room={say('title')}>
      {data ? (
        <div className={styles['list']}>
          {held.problem && held.problem.code !== 'online.required' && <ProblemNotice problem={held.problem} />}
          {parked.length > 0 && <ParkedRequests parked={parked} />}
          {parked.length > 0 && data.length > 0 && <h2>{sayParked('own')}</h2>}
          {data.length > 0 && <p className={styles['intro']}>{say('intro')}</p>}
          {data.map((decision) => (
            <DecisionCard key={decision.commandId} decision={decision} />
          ))}
          {parked.length === 0 && data.length === 0 && (
            <EmptyState
              icon="check-circle"
              title={say('emptyTitle')}
              action={toApprove > 0 && <ToApprove count={toApprove} />}
            >
              {say(session.may('request.decide') ? 'emptyDoSupervisor' : 'emptyDo')}
            </EmptyState>
          )}
        </div>
      ) : (
        <NotYet problem={problem} words={sayApp('loading')} lines={8} />
      )}
    </Page>
  )
}

/** Whoever looks here for what is to be approved is shown where it lies. */
function ToApprove({ count }: { count: number }) {
  const say = useWords(decisionWords)
  const { change } = useQueueView()
  return (
    <Button
      icon="document"
      onPress={() => {
        change({ ...NO_FILTERS, states: [...TO_APPROVE] })
        goTo({ room: 'queue' })
      }}
    >
      {say('toApprove', { count })}
    </Button>
  )
}

/** A state with the revision at which it was seen. */
function StateAt({ at: { state, revision } }: { at: { state: RequestState; revision: number } }) {
  const say = useWords(decisionWords)
  return (
    <span className={styles['state']}>
      <StateChip state={state} /> {say('revision', { revision })}
    </span>
  )
}

/** What the author did and had seen, beside what has happened meanwhile. */
function Sides({ decision }: { decision: Decision }) {
  const say = useWords(decisionWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  const { seen, current } = decision
  return (
    <div className={styles['sides']}>
      <section className={styles['side']}>
        <h3>{say('yours')}</h3>
        <Facts
          facts={[
            { label: say('act'), value: sayRequest(`act.${decision.kind}`) },
            { label: say('seen'), value: seen === null ? say('notKnown') : <StateAt at={seen} /> },
            { label: say('when'), value: moment(decision.at) },
            { label: say('by'), value: decision.actor.name },
          ]}
        />
      </section>
      <section className={styles['side']}>
        <h3>{say('theirs')}</h3>
        {current ? (
          <Facts
            facts={[
              { label: say('lastAct'), value: sayRequest(`act.${current.lastAct}`) },
              { label: say('now'), value: <StateAt at={current} /> },
              { label: say('when'), value: moment(current.at) },
              { label: say('by'), value: current.by },
            ]}
          />
        ) : (
          <p>{say('notKnown')}</p>
        )}
      </section>
    </div>
  )
}

function DecisionCard({ decision }: { decision: Decision }) {
  const say = useWords(decisionWords)
  const announce = useAnnounce()
  const session = useSession()
  const resolve = useCommand('decisions.resolve')
  const list = useRef<HTMLDivElement>(null)
  const { current } = decision
  const mine = decision.actor.id === session.actor?.id
  // After a decision the card goes; the focus must not go with it.
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
    if (result.ok) announce(say(resolution === 'again' ? 'againDone' : 'dropDone'))
  }
  return (
    <div ref={list}>
      <Card
        title={decision.number}
        aside={
          <Button look="quiet" size="small" onPress={() => goTo({ room: 'request', requestId: decision.requestId })}>
            {say('open')}
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
                {say('drop')}
              </Button>
              <Button icon="sync" busy={resolve.busy} onPress={() => void decide('again')}>
                {say('again')}
              </Button>
            </>
          ) : (
            <p>{say('mineOnly', { name: decision.actor.name })}</p>
          )}
        </div>
      </Card>
    </div>
  )
}
