import { useCallback, useEffect, useState } from 'react'
import type { Problem, Result } from '../../../src/domain/problem.ts'
import type { Draft, ProcedureOutput } from '../../../src/protocol/desk.ts'
import { Page } from '../../app/page.tsx'
import { useDesk } from '../../desk/desk-context.tsx'
import { useWords } from '../../i18n/words.ts'
import { ProblemNotice, Skeleton, Waiting } from '../../ui/index.ts'
import { NewRequestForm } from './new-request-form.tsx'
import { RegisteredView } from './registered.tsx'
import { newRequestWords } from './words.ts'

type Stage =
  | { readonly is: 'loading' }
  | { readonly is: 'refused'; readonly problem: Problem }
  | { readonly is: 'form'; readonly draft: Draft }
  | { readonly is: 'registered'; readonly registered: ProcedureOutput<'draft.register'> }

/** The draft is read once and then lives in the form. A later answer must never overwrite what is being typed. */
export function NewRequestScreen() {
  const t = useWords(newRequestWords)
  const desk = useDesk()
  const [stage, setStage] = useState<Stage>({ is: 'loading' })
  const show = useCallback(
    (result: Result<Draft>) =>
      setStage(result.ok ? { is: 'form', draft: result.value } : { is: 'refused', problem: result.problem }),
    [],
  )
  const begin = useCallback(() => desk.call('draft.current', {}).then(show), [desk, show])
  useEffect(() => {
    void begin()
  }, [begin])

  if (stage.is === 'form') {
    const { draft } = stage
    return (
      <NewRequestForm
        key={draft.id}
        draft={draft}
        onRegistered={(registered) => setStage({ is: 'registered', registered })}
        onOpenDraft={(draftId) => void desk.call('draft.open', { draftId }).then(show)}
        onSetAside={() => void desk.call('draft.start', {}).then(show)}
        onDiscarded={() => void begin()}
      />
    )
  }
  if (stage.is === 'registered') return <RegisteredView registered={stage.registered} onNext={() => void begin()} />
  return (
    <Page title={t('title')} room={t('title')}>
      {stage.is === 'refused' ? (
        <ProblemNotice problem={stage.problem} autoFocus />
      ) : (
        <Waiting words={t('title')}>
          <Skeleton lines={10} />
        </Waiting>
      )}
    </Page>
  )
}
