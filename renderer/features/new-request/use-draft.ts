/** One open draft with its pages: saved and assessed while it is typed. */
import { useCallback, useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { Draft, DraftContent } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import type { Page } from './page-order.ts'
import { useAssessment } from './use-assessment.ts'
import { useDraftSaving } from './use-draft-saving.ts'

export function useDraft(draft: Draft, form: UseFormReturn<DraftContent>, read: () => DraftContent) {
  const desk = useDesk()
  const [draftId, setDraftId] = useState(draft.id)
  const [pages, setPages] = useState<readonly Page[]>(draft.pages)
  const goOnWithCopy = useCallback(
    (copyId: string) => {
      setDraftId(copyId)
      void desk.call('draft.open', { draftId: copyId }).then((copy) => copy.ok && setPages(copy.value.pages))
    },
    [desk],
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
  const onPages = useCallback(
    (changed: Draft) => {
      setPages(changed.pages)
      assess()
    },
    [assess],
  )
  const changePages = (next: readonly Page[]) => {
    setPages(next)
    void desk
      .call('draft.savePages', {
        draftId,
        pages: next.map(({ pageId, rotation, role }) => ({ pageId, rotation, role })),
        seen: pages.map(({ pageId }) => pageId),
      })
      .then((result) => result.ok && onPages(result.value))
  }
  return { draftId, saving, assessment, askNow, pages, onPages, changePages }
}
