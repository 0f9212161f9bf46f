/**
 * A complete request: the next step, the person, the identity record, the papers, the files, the notes, the history.
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
import { ComparisonCard } from '../../request-parts/comparison-card.tsx'
import { ExecutionNotice } from '../../request-parts/execution-notice.tsx'
import { HeldNotice } from '../../request-parts/held-notice.tsx'
import { IdentityRecord } from '../../request-parts/identity-record.tsx'
import { NextStep } from '../../request-parts/next-step.tsx'
import { OneRequest } from '../../request-parts/one-request.tsx'
import { PaperList } from '../../request-parts/paper-list.tsx'
import { PersonFacts } from '../../request-parts/person-facts.tsx'
import { RequestColumns } from '../../request-parts/request-columns.tsx'
import { RequestPerson } from '../../request-parts/request-person.tsx'
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
import { mendedBy, nextStepOf } from './next-step-of.ts'
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
  const t = useWords(appWords)
  return (
    <OneRequest requestId={requestId} title={t('room.request')}>
      {(detail) => <OpenRequest detail={detail} />}
    </OneRequest>
  )
}

/** The acts that open a dialog, each with the reason if it cannot be done now. */
function useDialogEntries(detail: RequestDetail, open: (name: DialogName) => void): MenuEntry[] {
  const tRequest = useWords(requestWords)
  const refusalOf = useRefusals(detail)
  return (Object.keys(DIALOG_ICONS) as DialogName[]).flatMap((name) => {
    const refusal = refusalOf(name)
    return refusal === ''
      ? []
      : [
          {
            id: name,
            label: tRequest(`action.${name}`),
            icon: DIALOG_ICONS[name],
            isDisabled: refusal !== null,
            ...(refusal ? { help: refusal } : {}),
            onAction: () => open(name),
          },
        ]
  })
}

interface StillMissingProps {
  readonly detail: RequestDetail
  readonly onMend: (name: DialogName) => void
}

/** Each entry leads to the dialog that mends it, where the person may open it now. */
function StillMissing({ detail, onMend }: StillMissingProps) {
  const codes = detail.missing
  const refusalOf = useRefusals(detail)
  const tPart = useWords(partWords)
  const tRequest = useWords(requestWords)
  if (codes.length === 0) return null
  return (
    <Notice tone="attention" icon="alert" title={tPart('missing')}>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            {refusalOf(mendedBy(code)) === null ? (
              <Button look="quiet" size="small" icon="arrow-right" onPress={() => onMend(mendedBy(code))}>
                {tRequest(`missing.${code}`)}
              </Button>
            ) : (
              tRequest(`missing.${code}`)
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Unsent({ rows }: { rows: RequestDetail['pending'] }) {
  const tPart = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  // A parked act has arrived at the central store, so it is not listed as unsent.
  const unsent = rows.filter(({ state }) => state !== 'parked')
  if (unsent.length === 0) return null
  return (
    <Notice icon="cloud-off" title={tPart('pendingTitle')}>
      <ul>
        {unsent.map(({ commandId, kind, at }) => (
          <li key={commandId}>{tPart('pendingWhat', { act: tRequest(`act.${kind}`), time: moment(at) })}</li>
        ))}
      </ul>
    </Notice>
  )
}

function RightSide({ detail }: { detail: RequestDetail }) {
  const t = useWords(requestScreenWords)
  const tPart = useWords(partWords)
  const { request } = detail
  return (
    <>
      <Card title={tPart('papers')}>
        <PaperList detail={detail} />
      </Card>
      <Card title={t('notes')}>
        <Notes detail={detail} />
      </Card>
      <Card
        title={tPart('timeline')}
        aside={<small>{tPart('versions', { version: request.version, revision: request.revision })}</small>}
      >
        <Timeline entries={request.timeline} detail={detail} />
      </Card>
    </>
  )
}

function OpenRequest({ detail }: { detail: RequestDetail }) {
  const t = useWords(requestScreenWords)
  const tPart = useWords(partWords)
  const tApp = useWords(appWords)
  const session = useSession()
  // A dialog works on the request as it was when the dialog was opened: that is the revision its author saw.
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
      room={tApp('room.request')}
      layout="fill"
      banner={<RequestPerson detail={detail} />}
      bar={
        <Button look="quiet" icon="arrow-left" shortcut="back" onPress={goBack}>
          {tApp('back')}
        </Button>
      }
      actions={
        <>
          <Menu
            label={t('actionsOf')}
            placement="top end"
            groups={[{ entries }]}
            trigger={<Button>{t('actions')}</Button>}
          />
          <MainAction detail={detail} isFree={dialog === null} onOpen={open} />
        </>
      }
    >
      <RequestColumns
        request={request}
        left={{
          label: t('facts'),
          content: (
            <>
              <NextStep detail={detail} />
              <HeldNotice detail={detail} />
              <ExecutionNotice detail={detail} />
              {session.may('request.decide') && <OrderCard detail={detail} />}
              <StillMissing detail={detail} onMend={open} />
              <Unsent rows={detail.pending} />
              <Card title={tPart('holder')}>
                <PersonFacts request={request} />
              </Card>
              <ComparisonCard detail={detail} />
              <Card title={tPart('identity')}>
                <IdentityRecord request={request} />
              </Card>
              <TermFacts detail={detail} />
            </>
          ),
        }}
        right={{
          label: tPart('timeline'),
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

/** The paper that is handed over when the request is closed. */
const PAPER_OF_STATE: Partial<Record<RequestState, { paper: Paper; words: 'printReceipt' | 'printLetter' }>> = {
  executed: { paper: 'receipt', words: 'printReceipt' },
  rejected: { paper: 'letter', words: 'printLetter' },
}

interface MainActionProps {
  readonly detail: RequestDetail
  /** No dialog is open. */
  readonly isFree: boolean
  readonly onOpen: (name: DialogName) => void
}

/**
 * The one main action of the state, with Ctrl+Enter on it: of an incomplete request, what mends it. Nothing where there
 * is nothing to do. F8 shows the paper of the state, or else the proof of registration.
 */
function MainAction({ detail, isFree, onOpen }: MainActionProps) {
  const t = useWords(requestScreenWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const session = useSession()
  const refusalOf = useRefusals(detail)
  const { openPaper } = usePapers()
  const submit = useCommand('request.submit')
  const { request } = detail
  const paper = PAPER_OF_STATE[request.state] ?? null
  const reviews = allows(request.state, 'approve') && session.may('request.decide')
  const submits = allows(request.state, 'submit')
  const step = submits ? nextStepOf(detail, (name) => refusalOf(name) === null) : null
  const refusal = submits && step === null ? refusalOf('submit') : null
  const wordsOfState = reviews ? t('review') : t(paper?.words ?? 'submit')
  const words = step === null ? wordsOfState : tRequest(`action.${step}`)
  useShortcut('print', () => openPaper(request.id, paper?.paper ?? 'proof-of-registration'), isFree)
  const act = async () => {
    if (step !== null) return onOpen(step)
    if (reviews) return goTo({ room: 'review', requestId: request.id })
    if (paper) return openPaper(request.id, paper.paper)
    const result = await submit.run({ requestId: request.id, revision: request.revision })
    if (result.ok) announce(t('submitted'))
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
