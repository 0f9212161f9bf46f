import { needsProof } from '../../../src/domain/person/capacity.ts'
import { zodResolver } from '@hookform/resolvers/zod'
import { useCallback, useEffect, useMemo, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { parseCnp } from '../../../src/domain/person/cnp.ts'
import { draftContent, type Draft, type DraftContent, type ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { useDesk } from '../../desk/desk-context.tsx'
import { useCommand, useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, ErrorSummary, focusField, Notice, ProblemNotice } from '../../ui/index.ts'
import { CheckPart } from './check-part.tsx'
import { DraftBar } from './draft-bar.tsx'
import { fieldId } from './draft-fields.ts'
import { enterGoesOn } from './enter-order.ts'
import { useMissingWords } from './finding-words.ts'
import { NewRequestContext, type NewRequestForm as Shared } from './form-context.ts'
import { IdentityPart } from './identity-part.tsx'
import styles from './new-request.module.css'
import type { Page as DraftPage } from './page-order.ts'
import { PersonPart } from './person-part.tsx'
import { proposalsFor, takenAtOnce, type Proposal } from './proposals.ts'
import { ReadingNotice } from './reading-notice.tsx'
import { RequestPart } from './request-part.tsx'
import { ScanPane } from './scan-pane.tsx'
import { placeOf, StillMissing } from './still-missing.tsx'
import { useAssessment } from './use-assessment.ts'
import { usePageReadings } from './use-page-readings.ts'
import { useDraftSaving } from './use-draft-saving.ts'
import { useScanning } from '../scanning/use-scanning.ts'
import { useScanIntake } from './use-scan-intake.ts'
import { useWedgeScan } from './use-wedge-scan.ts'
import { isWholeMrz, mrzLines } from './wedge-burst.ts'
import { newRequestWords } from './words.ts'

interface NewRequestFormProps {
  readonly draft: Draft
  readonly onRegistered: (registered: ProcedureOutput<'draft.register'>) => void
  readonly onOpenDraft: (draftId: string) => void
  readonly onSetAside: () => void
  readonly onDiscarded: () => void
}

/** One page, four numbered parts and the paper beside them. */
export function NewRequestForm({ draft, onRegistered, onOpenDraft, onSetAside, onDiscarded }: NewRequestFormProps) {
  const say = useWords(newRequestWords)
  const missingWords = useMissingWords()
  const desk = useDesk()
  const form = useForm<DraftContent>({
    defaultValues: draft.content,
    mode: 'onChange',
    resolver: zodResolver(draftContent) as never,
  })
  const read = useCallback(() => form.getValues(), [form])
  const [draftId, setDraftId] = useState(draft.id)
  const [pages, setPages] = useState<readonly DraftPage[]>(draft.pages)
  const goOnWithCopy = useCallback(
    (copyId: string) => {
      setDraftId(copyId)
      void desk.call('draft.open', { draftId: copyId }).then((copy) => copy.ok && setPages(copy.value.pages))
    },
    [desk],
  )
  const saving = useDraftSaving(draft, read, goOnWithCopy)
  const { assessment, touch: assess, askNow } = useAssessment(draftId, read)
  const register = useCommand('draft.register')
  const [showMissing, setShowMissing] = useState(false)
  const [refusals, setRefusals] = useState(0)

  const { touch: saveSoon, flush } = saving
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: () => {
          saveSoon()
          assess()
        },
      }),
    [form, saveSoon, assess],
  )

  const onPages = useCallback(
    (changed: Draft) => {
      setPages(changed.pages)
      assess()
    },
    [assess],
  )
  const intake = useScanIntake(draftId, onPages)
  const scanning = useScanning(draftId, onPages)
  const changePages = (next: readonly DraftPage[]) => {
    setPages(next)
    void desk
      .call('draft.savePages', {
        draftId,
        pages: next.map(({ pageId, rotation, role }) => ({ pageId, rotation, role })),
        seen: pages.map(({ pageId }) => pageId),
      })
      .then((result) => result.ok && onPages(result.value))
  }

  const values = useWatch({ control: form.control }) as DraftContent
  const cnp = parseCnp(values.holder.cnp)
  const sync = useProcedure('sync.status', {}).data
  const offline = sync !== undefined && sync.state !== 'online' && sync.state !== 'syncing'
  const found = useProcedure('holder.lookUp', { cnp: cnp.ok ? cnp.value.value : '' }, { enabled: cnp.ok && !offline })
  const lookUp = useMemo(
    () => ({ found: cnp.ok ? (found.data ?? null) : null, offline: cnp.ok && (offline || found.problem !== null) }),
    [cnp.ok, found.data, found.problem, offline],
  )
  const reading = usePageReadings(draftId, pages)
  const { readings } = reading
  const proposals = useMemo(
    () => proposalsFor(values, assessment?.mrz ?? null, lookUp.found, readings),
    [values, assessment?.mrz, lookUp.found, readings],
  )

  const take = useCallback(
    (taken: readonly Proposal[]) => {
      for (const { path, value } of taken)
        form.setValue(path, value as never, { shouldDirty: true, shouldValidate: true })
      form.setValue('sources', {
        ...form.getValues('sources'),
        ...Object.fromEntries(taken.map(({ path, source }) => [path, source])),
      })
      const [only, ...more] = taken
      focusField(more.length > 0 || only === undefined ? fieldId('holder.address') : fieldId(only.path))
    },
    [form],
  )
  // From the paper too: after a scan the focus is there.
  useShortcut('take-sure', () => {
    const offered = takenAtOnce(form.getValues(), proposals)
    if (offered.length > 0) take(offered)
  })

  const takeMrz = useCallback(
    (mrz: string) => {
      form.setValue('document.mrz', mrzLines(mrz), { shouldDirty: true })
      focusField(fieldId('document.mrz'))
    },
    [form],
  )
  // The whole form, whatever field the keys went into: one that is added later too, and a list that jumps to a letter.
  const hold = useCallback(() => {
    const before = structuredClone(form.getValues())
    return () => {
      for (const [part, value] of Object.entries(before)) form.setValue(part as keyof DraftContent, value)
    }
  }, [form])
  const onScannerKey = useWedgeScan(hold, takeMrz)
  // Pasted into whatever field, an MRZ is an MRZ.
  const onPasteCapture = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!isWholeMrz(text)) return
    event.preventDefault()
    event.stopPropagation()
    takeMrz(text)
  }

  const submit = async () => {
    if (register.busy) return
    await flush()
    const now = await askNow()
    if (now === null || now.blockers.length > 0 || !(await form.trigger())) {
      setShowMissing(true)
      setRefusals((count) => count + 1)
      return
    }
    const result = await register.run({ draftId, content: form.getValues() })
    if (!result.ok) return
    saving.stop()
    onRegistered(result.value)
  }
  useShortcut('main-action', () => void submit())

  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    onScannerKey(event)
    if (!event.defaultPrevented) enterGoesOn(event)
  }
  const errors = showMissing
    ? (assessment?.blockers ?? []).map((blocker) => ({
        fieldId: placeOf(blocker),
        message: missingWords(blocker.code),
      }))
    : []
  const shared: Shared = { form, assessment, proposals, readings, take, lookUp, showMissing }
  return (
    <NewRequestContext value={shared}>
      <Page
        title={say('title')}
        room={say('title')}
        focus="inside"
        layout="fill"
        bar={
          <DraftBar
            draftId={draftId}
            read={read}
            saving={saving}
            onOpenDraft={onOpenDraft}
            onSetAside={onSetAside}
            onDiscarded={onDiscarded}
          />
        }
        actions={
          <div className={styles['actions']}>
            <StillMissing />
            <Button look="main" shortcut="main-action" busy={register.busy} onPress={() => void submit()}>
              {register.busy ? say('registering') : say('register')}
            </Button>
          </div>
        }
      >
        <div className={styles['columns']}>
          <form
            className={styles['form']}
            onKeyDownCapture={onKeyDownCapture}
            onPasteCapture={onPasteCapture}
            onSubmit={(event) => event.preventDefault()}
            onBlur={() => void flush()}
            noValidate
          >
            {draftId !== draft.id && <Notice icon="info" title={say('copied')} role="status" />}
            {register.problem && <ProblemNotice problem={register.problem} autoFocus />}
            <ErrorSummary key={refusals} title={say('notYet')} errors={errors} />
            <IdentityPart />
            <PersonPart />
            <RequestPart />
            <CheckPart />
          </form>
          <ScanPane
            pages={pages}
            intake={intake}
            scanning={scanning}
            needsProof={needsProof(values.capacity)}
            onChange={changePages}
            read={<ReadingNotice {...reading} pages={pages} />}
          />
        </div>
      </Page>
    </NewRequestContext>
  )
}
