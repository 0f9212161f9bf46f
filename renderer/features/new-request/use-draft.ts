/** One open draft with its pages: saved and assessed while it is typed. */
import { useCallback, useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { Problem } from '../../../src/domain/problem.ts'
import type { Draft, DraftContent } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import type { Page } from './page-order.ts'
import { createPageSaving } from './page-saving.ts'
import { useAssessment } from './use-assessment.ts'
import { useDraftSaving } from './use-draft-saving.ts'

function usePages(draft: Draft) {
  const desk = useDesk()
  const [pages, onPages] = useState<readonly Page[]>(draft.pages)
  const [problem, onProblem] = useState<Problem | null>(null)
  const [saving] = useState(() =>
    createPageSaving({
      draft,
      save: async (draftId, wanted, seen) => {
        const result = await desk.call('draft.savePages', {
          draftId,
          pages: wanted.map(({ pageId, rotation, role }) => ({ pageId, rotation, role })),
          seen: [...seen],
        })
        return result.ok ? { ok: true, value: result.value.pages } : result
      },
      onPages,
      onProblem,
    }),
  )
  return { pages, problem, saving }
}

export function useDraft(draft: Draft, form: UseFormReturn<DraftContent>, read: () => DraftContent) {
  const desk = useDesk()
  const [draftId, setDraftId] = useState(draft.id)
  const { pages, problem: pagesProblem, saving: pageSaving } = usePages(draft)
  const goOnWithCopy = useCallback(
    (copyId: string) => {
      setDraftId(copyId)
      void desk.call('draft.open', { draftId: copyId }).then((copy) => copy.ok && pageSaving.replace(copy.value))
    },
    [desk, pageSaving],
  )
  const saving = useDraftSaving(draft, read, goOnWithCopy)
  const { assessment, touch: assess, askNow } = useAssessment(draftId, read)
  const { touch: saveSoon } = saving
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
  const onPages = useCallback((changed: Draft) => pageSaving.add(changed.pages), [pageSaving])
  // The desk assesses the pages that it has: ask again once a change of theirs has reached it.
  useEffect(() => void pageSaving.settle().then(assess), [pages, pageSaving, assess])
  return { draftId, saving, assessment, assess, askNow, pages, pagesProblem, pageSaving, onPages }
}
