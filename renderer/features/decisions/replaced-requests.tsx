/**
 * Acts that this workstation did under an earlier identity and could not send, grouped by request. A person takes those
 * of a request over in their order; a supervisor can set one aside.
 */
import { useState } from 'react'
import { goTo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { useCommand } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { type Translate, useWords } from '../../i18n/words.ts'
import { partWords } from '../../request-parts/words.ts'
import { Button, Card, Facts, Notice, ProblemNotice, useAnnounce } from '../../ui/index.ts'
import styles from './decisions-screen.module.css'
import { byRequest, type Replaced } from './parked-acts.ts'
import { useBoxThatPassesFocus } from './use-box-that-passes-focus.ts'
import { parkedWords } from './parked-words.ts'
import { replacedWords } from './replaced-words.ts'
import { SetAsideDialog } from './set-aside-dialog.tsx'
import { wantedFacts } from './wanted-facts.ts'

export function ReplacedRequests({ acts }: { acts: readonly Replaced[] }) {
  const t = useWords(replacedWords)
  return (
    <>
      <h2>{t('title')}</h2>
      <p className={styles['intro']}>{t('intro')}</p>
      {byRequest(acts).map((ofRequest) => (
        <ReplacedRequest key={ofRequest[0].requestId} acts={ofRequest} />
      ))}
    </>
  )
}

/** The first acts of a request, up to a decision, which nobody takes over. */
function takeable(acts: readonly Replaced[]): readonly Replaced[] {
  const decision = acts.findIndex(({ mayTakeOver }) => !mayTakeOver)
  return decision === -1 ? acts : acts.slice(0, decision)
}

function titleOf({ number, kind }: Replaced, t: Translate<keyof typeof replacedWords.ro>): string {
  if (number === '') return t('noNumber')
  return t(kind === 'register-request' ? 'request' : 'held', { number })
}

function ReplacedRequest({ acts }: { acts: readonly [Replaced, ...Replaced[]] }) {
  const t = useWords(replacedWords)
  const session = useSession()
  const announce = useAnnounce()
  const takeOver = useCommand('takeover.takeOver')
  const [aside, setAside] = useState<Replaced | null>(null)
  const [first] = acts
  const ready = takeable(acts)
  const take = async () => {
    const result = await takeOver.run({ commandIds: ready.map(({ commandId }) => commandId) })
    if (result.ok) announce(t('takenOver', { count: ready.length }))
  }
  const box = useBoxThatPassesFocus()
  return (
    <div ref={box}>
      <Card
        level={3}
        title={titleOf(first, t)}
        aside={
          <Button look="quiet" size="small" onPress={() => goTo({ room: 'request', requestId: first.requestId })}>
            {t('open')}
          </Button>
        }
      >
        {first.person && <p data-personal="">{`${first.person.surname} ${first.person.givenNames}`}</p>}
        {first.kind === 'register-request' && <p className={styles['intro']}>{t('paper', { number: first.number })}</p>}
        <ol className={styles['acts']}>
          {acts.map((act) => (
            <ReplacedAct
              key={act.commandId}
              act={act}
              onSetAside={session.may('request.decide') ? () => setAside(act) : null}
            />
          ))}
        </ol>
        {takeOver.problem && <ProblemNotice problem={takeOver.problem} />}
        <div className={styles['actions']}>
          <span className={styles['hint']}>
            {[ready.length > 0 && t('takeOverHelp'), !session.may('request.decide') && t('supervisor')]
              .filter(Boolean)
              .join(' ')}
          </span>
          {ready.length > 0 && session.may('request.amend') && (
            <Button icon="send" busy={takeOver.busy} onPress={() => void take()}>
              {t('takeOver', { count: ready.length })}
            </Button>
          )}
        </div>
      </Card>
      {aside && <SetAsideDialog act={aside} onClose={() => setAside(null)} />}
    </div>
  )
}

function ReplacedAct({ act, onSetAside }: { act: Replaced; onSetAside: (() => void) | null }) {
  const t = useWords(replacedWords)
  const tParked = useWords(parkedWords)
  const tRequest = useWords(requestWords)
  const tPart = useWords(partWords)
  const { moment } = useDates()
  const wanted = wantedFacts(act.kind, act.payload, { t: tParked, tRequest, tPart })
  const name = tRequest(`act.${act.kind}`)
  return (
    <li className={styles['side']}>
      <div className={styles['actHead']}>
        <h4>{name}</h4>
        {onSetAside && (
          <Button look="quiet" size="small" aria-label={t('setAsideAct', { act: name })} onPress={onSetAside}>
            {t('setAside')}
          </Button>
        )}
      </div>
      <Facts
        columns={3}
        facts={[
          { label: t('by'), value: t('byAt', { name: act.actor.name, number: act.deskNumber }) },
          { label: t('when'), value: act.offline ? `${moment(act.at)}, ${t('offline')}` : moment(act.at) },
          ...(wanted ?? []).map(({ label, value, personal }) => ({ label, value, personal, wide: true })),
        ]}
      />
      {wanted === null && <p className={styles['intro']}>{t('unreadable')}</p>}
      {!act.mayTakeOver && <Notice tone="attention" icon="alert" title={t('decision')} />}
    </li>
  )
}
