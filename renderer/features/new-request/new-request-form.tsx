import { zodResolver } from '@hookform/resolvers/zod'
import { memo, useCallback, useEffect, useMemo, type KeyboardEvent } from 'react'
import { useForm } from 'react-hook-form'
import { needsProof } from '../../../src/domain/person/capacity.ts'
import { draftContent, type Draft, type DraftContent, type ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { useWords } from '../../i18n/words.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import { Button, ErrorSummary, Notice, ProblemNotice } from '../../ui/index.ts'
import { useScanning } from '../scanning/use-scanning.ts'
import { CheckPart } from './check-part.tsx'
import { DraftBar } from './draft-bar.tsx'
import { takesOne } from './take-one.ts'
import { enterGoesOn, spaceGoesOn } from './enter-order.ts'
import { useMissingWords } from './finding-words.ts'
import { NewRequestContext, useNewRequest, type NewRequestForm as Shared } from './form-context.ts'
import { FormPerson } from './form-person.tsx'
import { IdentityPart } from './identity-part.tsx'
import styles from './new-request.module.css'
import { PersonPart } from './person-part.tsx'
import { ReadingNotice } from './reading-notice.tsx'
import { RegisterSummary } from './register-summary.tsx'
import { RequestPart } from './request-part.tsx'
import { ScanPane } from './scan-pane.tsx'
import { placeOf, StillMissing } from './still-missing.tsx'
import { useDerived } from './use-derived.ts'
import { useDraft } from './use-draft.ts'
import { useMrzIntake } from './use-mrz-intake.ts'
import { useRegister } from './use-register.ts'
import { useScanIntake } from './use-scan-intake.ts'
import { useTake } from './use-take.ts'
import { newRequestWords } from './words.ts'

interface NewRequestFormProps {
  readonly draft: Draft
  readonly onRegistered: (registered: ProcedureOutput<'draft.register'>) => void
  readonly onOpenDraft: (draftId: string) => void
  readonly onSetAside: () => void
  readonly onDiscarded: () => void
}

/** What was missing at a refused main action, each item with a link to its field. */
function RefusalSummary({ refusals }: { refusals: number }) {
  const t = useWords(newRequestWords)
  const missingWords = useMissingWords()
  const { assessment, showMissing } = useNewRequest()
  const errors = (showMissing ? (assessment?.blockers ?? []) : []).map((blocker) => ({
    fieldId: placeOf(blocker),
    message: missingWords(blocker.code),
  }))
  return <ErrorSummary key={refusals} title={t('notYet')} errors={errors} />
}

interface FormPartsProps {
  readonly isCopy: boolean
  readonly problem: Problem | null
  readonly refusals: number
  readonly onLeaveField: () => void
}

/** Rendered again only when something that all parts share has changed; a key in a field renders that field alone. */
const FormParts = memo(function FormParts({ isCopy, problem, refusals, onLeaveField }: FormPartsProps) {
  const t = useWords(newRequestWords)
  const { form, proposals, take } = useNewRequest()
  const { onPasteCapture } = useMrzIntake(form)
  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.defaultPrevented) takesOne(event, proposals, take)
    if (!event.defaultPrevented) enterGoesOn(event)
  }
  return (
    <form
      className={styles['form']}
      onKeyDownCapture={onKeyDownCapture}
      onKeyUp={spaceGoesOn}
      onPasteCapture={onPasteCapture}
      onSubmit={(event) => event.preventDefault()}
      onBlur={onLeaveField}
      noValidate
    >
      {isCopy && <Notice icon="info" title={t('copied')} role="status" />}
      {problem && <ProblemNotice problem={problem} autoFocus />}
      <RefusalSummary refusals={refusals} />
      <IdentityPart />
      <PersonPart />
      <RequestPart />
      <CheckPart />
    </form>
  )
})

/** One page with four numbered parts, and the scanned paper beside them. */
export function NewRequestForm({ draft, onRegistered, onOpenDraft, onSetAside, onDiscarded }: NewRequestFormProps) {
  const t = useWords(newRequestWords)
  const form = useForm<DraftContent>({
    defaultValues: draft.content,
    mode: 'onChange',
    resolver: zodResolver(draftContent) as never,
  })
  const readContent = useCallback(() => form.getValues(), [form])
  const { draftId, saving, assessment, assess, askNow, pages, pageSaving, pagesProblem, onPages } = useDraft(
    draft,
    form,
    readContent,
  )
  const intake = useScanIntake(draftId, onPages)
  const scanning = useScanning(draftId, onPages)
  const { values, lookUp, reading, proposals, offered } = useDerived(form, { draftId, pages, assessment })
  const { readings } = reading
  // What was read or looked up since may differ from what was typed.
  useEffect(assess, [assess, readings, lookUp.found])
  const take = useTake(form, proposals, lookUp.cnp)
  const registering = useRegister({ form, draftId, saving, pageSaving, askNow, onRegistered })
  const showMissing = registering.refusals > 0
  const shared = useMemo<Shared>(
    () => ({ form, assessment, proposals, offered, readings, take, lookUp, showMissing }),
    [form, assessment, proposals, offered, readings, take, lookUp, showMissing],
  )
  const { flush } = saving
  const onLeaveField = useCallback(() => void flush(), [flush])
  const read = useMemo(() => <ReadingNotice {...reading} pages={pages} />, [reading, pages])
  return (
    <NewRequestContext value={shared}>
      <Page
        title={t('title')}
        room={t('title')}
        focus="inside"
        layout="fill"
        banner={<FormPerson />}
        bar={
          <DraftBar {...{ draftId, read: readContent, saving, pagesProblem, onOpenDraft, onSetAside, onDiscarded }} />
        }
        actions={
          <div className={styles['actions']}>
            <div className={styles['before']}>
              <RegisterSummary />
              <StillMissing />
            </div>
            <Button
              look="main"
              shortcut="main-action"
              busy={registering.busy}
              onPress={() => void registering.submit()}
            >
              {registering.busy ? t('registering') : t('register')}
            </Button>
          </div>
        }
      >
        <div className={styles['panes']}>
          <div className={styles['columns']} data-panes="">
            <FormParts
              isCopy={draftId !== draft.id}
              problem={registering.problem}
              refusals={registering.refusals}
              onLeaveField={onLeaveField}
            />
            <ScanPane
              pages={pages}
              intake={intake}
              scanning={scanning}
              needsProof={needsProof(values.capacity)}
              onChange={pageSaving.change}
              read={read}
            />
          </div>
        </div>
      </Page>
    </NewRequestContext>
  )
}
