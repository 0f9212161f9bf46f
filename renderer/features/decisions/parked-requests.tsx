/**
 * What waits at the central store, request by request; the supervisor runs the first act again or gives it back, and
 * the others follow it.
 */
import { useEffect, useRef, useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { goTo } from '../../app/route.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { isAct } from '../../../src/request/acts.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Facts, Notice, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import styles from './decisions-screen.module.css'
import { byRequest, type Parked } from './parked-acts.ts'
import { parkedWords } from './parked-words.ts'
import { RefuseDialog } from './refuse-dialog.tsx'
import { wantedFacts } from './wanted-facts.ts'

type Outcomes = ProcedureOutput<'parked.resolve'>['outcomes']

export function ParkedRequests({ parked }: { parked: readonly Parked[] }) {
  const say = useWords(parkedWords)
  return (
    <>
      <h2>{say('title')}</h2>
      <p className={styles['intro']}>{say('intro')}</p>
      {byRequest(parked).map((acts) => (
        <ParkedRequest key={acts[0].requestId} acts={acts} />
      ))}
    </>
  )
}

function ParkedRequest({ acts }: { acts: readonly [Parked, ...Parked[]] }) {
  const say = useWords(parkedWords)
  const announce = useAnnounce()
  const resolve = useCommand('parked.resolve')
  const [refusing, setRefusing] = useState(false)
  const [stillHeld, setStillHeld] = useState(false)
  const [first] = acts
  const tell = (outcomes: Outcomes) => {
    const count = (outcome: string) => outcomes.filter((each) => each.outcome === outcome).length
    const words = [
      count('applied') > 0 ? say('applied', { count: count('applied') }) : '',
      count('rejected') > 0 ? say('returned', { count: count('rejected') }) : '',
      count('parked') > 0 ? say('again') : '',
    ]
    announce(words.filter((part) => part !== '').join(' '))
    setStillHeld(count('parked') > 0)
  }
  const run = async () => {
    const result = await resolve.run({ commandId: first.commandId, resolution: { act: 'run' } })
    if (result.ok) tell(result.value.outcomes)
  }
  const box = useRef<HTMLDivElement>(null)
  // When the card goes, the focus must not go with it.
  useEffect(() => {
    const card = box.current
    return () => {
      if (card?.contains(document.activeElement)) document.querySelector<HTMLElement>('h1')?.focus()
    }
  }, [])
  return (
    <div ref={box}>
      <Card
        level={3}
        title={first.number === '' ? say('noNumber') : say('held', { number: first.number })}
        aside={
          <Button look="quiet" size="small" onPress={() => goTo({ room: 'request', requestId: first.requestId })}>
            {say('open')}
          </Button>
        }
      >
        {first.person && <p data-personal="">{`${first.person.surname} ${first.person.givenNames}`}</p>}
        <Cause act={first} />
        <p>{say('waits', { count: acts.length })}</p>
        <ol className={styles['acts']}>
          {acts.map((act) => (
            <ParkedAct key={act.commandId} act={act} />
          ))}
        </ol>
        {stillHeld && <Notice tone="attention" icon="alert" title={say('again')} role="status" />}
        {resolve.problem && <ProblemNotice problem={resolve.problem} />}
        <div className={styles['actions']}>
          <span className={styles['hint']}>{say('runHelp')}</span>
          <Button isDisabled={resolve.busy} onPress={() => setRefusing(true)}>
            {say('refuse')}
          </Button>
          <Button icon="sync" busy={resolve.busy} onPress={() => void run()}>
            {say('run')}
          </Button>
        </div>
      </Card>
      <RefuseDialog act={first} isOpen={refusing} onClose={() => setRefusing(false)} onDone={tell} />
    </div>
  )
}

/** Why it could not be applied, and what mends it. */
function Cause({ act }: { act: Parked }) {
  const say = useWords(parkedWords)
  if (!act.known)
    return (
      <Notice tone="attention" icon="alert" title={say('unknown', { kind: act.kind })}>
        {say('unknownWhat')}
      </Notice>
    )
  if (act.problem.code === 'unexpected')
    return (
      <Notice tone="attention" icon="alert" title={say('fault')}>
        {say('faultWhat', { reference: act.problem.details.reference })}
      </Notice>
    )
  return <ProblemNotice problem={act.problem} />
}

function ParkedAct({ act }: { act: Parked }) {
  const say = useWords(parkedWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  const wanted = wantedFacts(act.kind, act.payload, { say, sayRequest })
  const done = act.offline ? `${moment(act.occurredAt)}, ${say('offline')}` : moment(act.occurredAt)
  return (
    <li className={styles['side']}>
      <h4>{isAct(act.kind) && act.known ? sayRequest(`act.${act.kind}`) : say('unknown', { kind: act.kind })}</h4>
      <Facts
        columns={3}
        facts={[
          { label: say('by'), value: say('byAt', { name: act.actor.name, number: act.desk.number }) },
          { label: say('when'), value: done },
          { label: say('received'), value: moment(act.receivedAt) },
          ...(wanted ?? []).map(({ label, value, personal }) => ({ label, value, personal, wide: true })),
        ]}
      />
      {wanted === null && <p className={styles['intro']}>{say('unreadable')}</p>}
    </li>
  )
}
