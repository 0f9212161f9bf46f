/**
 * One request whole: what happens next, the person and the identity record, the papers, the files, the notes, the
 * history.
 */
import { allows } from '../../../src/domain/request/lifecycle.ts'
import { useState } from 'react'
import { Page } from '../../app/page.tsx'
import { goBack, goTo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { appWords } from '../../app/words.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { requestWords, sayCode } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { ExecutionNotice } from '../../request-parts/execution-notice.tsx'
import { HeldNotice } from '../../request-parts/held-notice.tsx'
import { IdentityRecord } from '../../request-parts/identity-record.tsx'
import { NextStep } from '../../request-parts/next-step.tsx'
import { OneRequest } from '../../request-parts/one-request.tsx'
import { PaperList } from '../../request-parts/paper-list.tsx'
import { PersonFacts } from '../../request-parts/person-facts.tsx'
import { RequestColumns } from '../../request-parts/request-columns.tsx'
import { RequestTitle } from '../../request-parts/request-title.tsx'
import { TermFacts } from '../../request-parts/term-facts.tsx'
import { Timeline } from '../../request-parts/timeline.tsx'
import { useRefusals } from '../../request-parts/use-request.ts'
import { partWords } from '../../request-parts/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import {
  Button,
  Card,
  Menu,
  Notice,
  ProblemNotice,
  useAnnounce,
  type IconName,
  type MenuEntry,
} from '../../ui/index.ts'
import { OrderCard } from '../review/order-card.tsx'
import { usePapers } from '../papers/papers.tsx'
import type { Paper } from '../../../src/domain/request/request.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { AttachDialog } from './attach-dialog.tsx'
import { IdentityDialog } from './identity-dialog.tsx'
import { Notes } from './notes.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import { requestScreenWords } from './words.ts'

type DialogName = 'amend' | 'check-identity' | 'attach' | 'withdraw'
const DIALOG_ICONS: Record<DialogName, IconName> = {
  amend: 'pencil',
  'check-identity': 'shield',
  attach: 'document',
  withdraw: 'withdraw',
}

export function RequestScreen({ requestId }: { requestId: string }) {
  const say = useWords(appWords)
  return (
    <OneRequest requestId={requestId} title={say('room.request')}>
      {(detail) => <OpenRequest detail={detail} />}
    </OneRequest>
  )
}

function OpenRequest({ detail }: { detail: RequestDetail }) {
  const say = useWords(requestScreenWords)
  const sayPart = useWords(partWords)
  const sayApp = useWords(appWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  const refusalOf = useRefusals(detail)
  const session = useSession()
  // A dialog works on the request as it was when it was opened: that is the revision its author saw.
  const [seen, setSeen] = useState(detail)
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const open = (name: DialogName) => {
    setSeen(detail)
    setDialog(name)
  }
  const { request } = detail
  // What is parked has arrived; it waits there.
  const unsent = detail.pending.filter(({ state }) => state !== 'parked')
  const entries: MenuEntry[] = (Object.keys(DIALOG_ICONS) as DialogName[]).flatMap((name) => {
    const refusal = refusalOf(name)
    return refusal === ''
      ? []
      : [
          {
            id: name,
            label: sayRequest(`action.${name}`),
            icon: DIALOG_ICONS[name],
            isDisabled: refusal !== null,
            ...(refusal ? { help: refusal } : {}),
            onAction: () => open(name),
          },
        ]
  })
  const close = () => setDialog(null)
  return (
    <Page
      title={<RequestTitle detail={detail} />}
      room={sayApp('room.request')}
      layout="fill"
      bar={
        <Button look="quiet" icon="arrow-left" shortcut="back" onPress={goBack}>
          {sayApp('back')}
        </Button>
      }
      actions={
        <>
          <Menu
            label={say('actionsOf')}
            placement="top end"
            groups={[{ entries }]}
            trigger={<Button>{say('actions')}</Button>}
          />
          <MainAction detail={detail} />
        </>
      }
    >
      <RequestColumns
        request={request}
        left={{
          label: say('facts'),
          content: (
            <>
              <NextStep detail={detail} />
              <HeldNotice detail={detail} />
              <ExecutionNotice detail={detail} />
              {session.may('request.decide') && <OrderCard detail={detail} />}
              {detail.missing.length > 0 && (
                <Notice tone="attention" icon="alert" title={sayPart('missing')}>
                  <ul>
                    {detail.missing.map((code) => (
                      <li key={code}>{sayCode(sayRequest, `missing.${code}`)}</li>
                    ))}
                  </ul>
                </Notice>
              )}
              {unsent.length > 0 && (
                <Notice icon="cloud-off" title={sayPart('pendingTitle')}>
                  <ul>
                    {unsent.map((row) => (
                      <li key={row.commandId}>
                        {sayPart('pendingWhat', {
                          act: sayCode(sayRequest, `act.${row.kind}`),
                          time: moment(row.at),
                        })}
                      </li>
                    ))}
                  </ul>
                </Notice>
              )}
              <Card title={sayPart('holder')}>
                <PersonFacts request={request} />
              </Card>
              <Card title={sayPart('identity')}>
                <IdentityRecord request={request} />
              </Card>
              <TermFacts detail={detail} />
            </>
          ),
        }}
        right={{
          label: sayPart('timeline'),
          content: (
            <>
              <Card title={sayPart('papers')}>
                <PaperList detail={detail} />
              </Card>
              <Card title={say('notes')}>
                <Notes detail={detail} />
              </Card>
              <Card
                title={sayPart('timeline')}
                aside={<small>{sayPart('versions', { version: request.version, revision: request.revision })}</small>}
              >
                <Timeline entries={request.timeline} />
              </Card>
            </>
          ),
        }}
      />
      <AmendDialog key={seen.request.revision} detail={seen} isOpen={dialog === 'amend'} onClose={close} />
      <IdentityDialog detail={seen} isOpen={dialog === 'check-identity'} onClose={close} />
      <AttachDialog detail={seen} isOpen={dialog === 'attach'} onClose={close} />
      <WithdrawDialog detail={seen} isOpen={dialog === 'withdraw'} onClose={close} />
    </Page>
  )
}

/** The one main action of the state, with Ctrl+Enter on it; nothing where nothing is to be done here. */
function MainAction({ detail }: { detail: RequestDetail }) {
  const say = useWords(requestScreenWords)
  const announce = useAnnounce()
  const session = useSession()
  const refusalOf = useRefusals(detail)
  const { openPaper } = usePapers()
  const submit = useCommand('request.submit')
  const { request } = detail
  const paper: { paper: Paper; words: 'printReceipt' | 'printLetter' } | null =
    request.state === 'executed'
      ? { paper: 'receipt', words: 'printReceipt' }
      : request.state === 'rejected'
        ? { paper: 'letter', words: 'printLetter' }
        : null
  const reviews = allows(request.state, 'approve') && session.may('request.decide')
  const submits = allows(request.state, 'submit')
  const refusal = submits ? refusalOf('submit') : null
  const act = async () => {
    if (reviews) return goTo({ room: 'review', requestId: request.id })
    if (paper) return openPaper(request.id, paper.paper)
    const result = await submit.run({ requestId: request.id, revision: request.revision })
    if (result.ok) announce(say('submitted'))
  }
  const enabled = (reviews || paper !== null || submits) && !refusal
  useShortcut('main-action', () => void act(), enabled)
  if (!reviews && !paper && !submits) return null
  return (
    <>
      {submit.problem && <ProblemNotice problem={submit.problem} />}
      <Button look="main" shortcut="main-action" refusal={refusal} busy={submit.busy} onPress={() => void act()}>
        {reviews ? say('review') : paper ? say(paper.words) : say('submit')}
      </Button>
    </>
  )
}
