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
import { requestWords } from '../../i18n/request-words.ts'
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
import type { Paper, RequestState } from '../../../src/domain/request/request.ts'
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

/** The acts with a dialog, each with why it cannot be done now. */
function useDialogEntries(detail: RequestDetail, open: (name: DialogName) => void): MenuEntry[] {
  const sayRequest = useWords(requestWords)
  const refusalOf = useRefusals(detail)
  return (Object.keys(DIALOG_ICONS) as DialogName[]).flatMap((name) => {
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
}

function StillMissing({ codes }: { codes: RequestDetail['missing'] }) {
  const sayPart = useWords(partWords)
  const sayRequest = useWords(requestWords)
  if (codes.length === 0) return null
  return (
    <Notice tone="attention" icon="alert" title={sayPart('missing')}>
      <ul>
        {codes.map((code) => (
          <li key={code}>{sayRequest(`missing.${code}`)}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Unsent({ rows }: { rows: RequestDetail['pending'] }) {
  const sayPart = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  // What is parked has arrived; it waits there.
  const unsent = rows.filter(({ state }) => state !== 'parked')
  if (unsent.length === 0) return null
  return (
    <Notice icon="cloud-off" title={sayPart('pendingTitle')}>
      <ul>
        {unsent.map(({ commandId, kind, at }) => (
          <li key={commandId}>{sayPart('pendingWhat', { act: sayRequest(`act.${kind}`), time: moment(at) })}</li>
        ))}
      </ul>
    </Notice>
  )
}

function RightSide({ detail }: { detail: RequestDetail }) {
  const say = useWords(requestScreenWords)
  const sayPart = useWords(partWords)
  const { request } = detail
  return (
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
        <Timeline entries={request.timeline} detail={detail} />
      </Card>
    </>
  )
}

function OpenRequest({ detail }: { detail: RequestDetail }) {
  const say = useWords(requestScreenWords)
  const sayPart = useWords(partWords)
  const sayApp = useWords(appWords)
  const session = useSession()
  // A dialog works on the request as it was when it was opened: that is the revision its author saw.
  const [seen, setSeen] = useState(detail)
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const open = (name: DialogName) => {
    setSeen(detail)
    setDialog(name)
  }
  const { request } = detail
  const entries = useDialogEntries(detail, open)
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
              <StillMissing codes={detail.missing} />
              <Unsent rows={detail.pending} />
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
          content: <RightSide detail={detail} />,
        }}
      />
      <AmendDialog key={seen.request.revision} detail={seen} isOpen={dialog === 'amend'} onClose={close} />
      <IdentityDialog detail={seen} isOpen={dialog === 'check-identity'} onClose={close} />
      <AttachDialog detail={seen} isOpen={dialog === 'attach'} onClose={close} />
      <WithdrawDialog detail={seen} isOpen={dialog === 'withdraw'} onClose={close} />
    </Page>
  )
}

/** What is handed over at the end. */
const PAPER_OF_STATE: Partial<Record<RequestState, { paper: Paper; words: 'printReceipt' | 'printLetter' }>> = {
  executed: { paper: 'receipt', words: 'printReceipt' },
  rejected: { paper: 'letter', words: 'printLetter' },
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
  const paper = PAPER_OF_STATE[request.state] ?? null
  const reviews = allows(request.state, 'approve') && session.may('request.decide')
  const submits = allows(request.state, 'submit')
  const refusal = submits ? refusalOf('submit') : null
  const words = reviews ? say('review') : say(paper?.words ?? 'submit')
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
        {words}
      </Button>
    </>
  )
}
