/**
 * Acts held at the central store, grouped by request. The supervisor runs the first act again or returns it to its
 * author; the following acts are then applied.
 */
import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { goTo } from '../../app/route.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { isAct } from '../../../src/request/acts.ts'
import { partWords } from '../../request-parts/words.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Facts, Notice, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import styles from './decisions-screen.module.css'
import { byRequest, type Parked } from './parked-acts.ts'
import { useBoxThatPassesFocus } from './use-box-that-passes-focus.ts'
import { parkedWords } from './parked-words.ts'
import { RefuseDialog } from './refuse-dialog.tsx'
import { wantedFacts } from './wanted-facts.ts'

type Outcomes = ProcedureOutput<'parked.resolve'>['outcomes']

export function ParkedRequests({ parked }: { parked: readonly Parked[] }) {
  const t = useWords(parkedWords)
  return (
    <>
      <h2>{t('title')}</h2>
      <p className={styles['intro']}>{t('intro')}</p>
      {byRequest(parked).map((acts) => (
        <ParkedRequest key={acts[0].requestId} acts={acts} />
      ))}
    </>
  )
}

function ParkedRequest({ acts }: { acts: readonly [Parked, ...Parked[]] }) {
  const t = useWords(parkedWords)
  const announce = useAnnounce()
  const resolve = useCommand('parked.resolve')
  const [refusing, setRefusing] = useState(false)
  const [stillHeld, setStillHeld] = useState(false)
  const [first] = acts
  const describe = (outcomes: Outcomes) => {
    const count = (outcome: string) => outcomes.filter((each) => each.outcome === outcome).length
    const words = [
      count('applied') > 0 ? t('applied', { count: count('applied') }) : '',
      count('rejected') > 0 ? t('returned', { count: count('rejected') }) : '',
      count('parked') > 0 ? t('again') : '',
    ]
    announce(words.filter((part) => part !== '').join(' '))
    setStillHeld(count('parked') > 0)
  }
  const run = async () => {
    const result = await resolve.run({ commandId: first.commandId, resolution: { act: 'run' } })
    if (result.ok) describe(result.value.outcomes)
  }
  const box = useBoxThatPassesFocus()
  return (
    <div ref={box}>
      <Card
        level={3}
        title={first.number === '' ? t('noNumber') : t('held', { number: first.number })}
        aside={
          <Button look="quiet" size="small" onPress={() => goTo({ room: 'request', requestId: first.requestId })}>
            {t('open')}
          </Button>
        }
      >
        {first.person && <p data-personal="">{`${first.person.surname} ${first.person.givenNames}`}</p>}
        <Cause act={first} />
        <p>{t('waits', { count: acts.length })}</p>
        <ol className={styles['acts']}>
          {acts.map((act) => (
            <ParkedAct key={act.commandId} act={act} />
          ))}
        </ol>
        {stillHeld && <Notice tone="attention" icon="alert" title={t('again')} role="status" />}
        {resolve.problem && <ProblemNotice problem={resolve.problem} />}
        <div className={styles['actions']}>
          <span className={styles['hint']}>{t('runHelp')}</span>
          <Button isDisabled={resolve.busy} onPress={() => setRefusing(true)}>
            {t('refuse')}
          </Button>
          <Button icon="sync" busy={resolve.busy} onPress={() => void run()}>
            {t('run')}
          </Button>
        </div>
      </Card>
      <RefuseDialog act={first} isOpen={refusing} onClose={() => setRefusing(false)} onDone={describe} />
    </div>
  )
}

/** Why the act could not be applied, and how to resolve it. */
function Cause({ act }: { act: Parked }) {
  const t = useWords(parkedWords)
  if (!act.known)
    return (
      <Notice tone="attention" icon="alert" title={t('unknown', { kind: act.kind })}>
        {t('unknownWhat')}
      </Notice>
    )
  if (act.problem.code === 'unexpected')
    return (
      <Notice tone="attention" icon="alert" title={t('fault')}>
        {t('faultWhat', { reference: act.problem.details.reference })}
      </Notice>
    )
  return <ProblemNotice problem={act.problem} />
}

function ParkedAct({ act }: { act: Parked }) {
  const t = useWords(parkedWords)
  const tRequest = useWords(requestWords)
  const tPart = useWords(partWords)
  const { moment } = useDates()
  const wanted = wantedFacts(act.kind, act.payload, { t, tRequest, tPart })
  const done = act.offline ? `${moment(act.occurredAt)}, ${t('offline')}` : moment(act.occurredAt)
  return (
    <li className={styles['side']}>
      <h4>{isAct(act.kind) && act.known ? tRequest(`act.${act.kind}`) : t('unknown', { kind: act.kind })}</h4>
      <Facts
        columns={3}
        facts={[
          { label: t('by'), value: t('byAt', { name: act.actor.name, number: act.desk.number }) },
          { label: t('when'), value: done },
          { label: t('received'), value: moment(act.receivedAt) },
          ...(wanted ?? []).map(({ label, value, personal }) => ({ label, value, personal, wide: true })),
        ]}
      />
      {wanted === null && <p className={styles['intro']}>{t('unreadable')}</p>}
    </li>
  )
}
