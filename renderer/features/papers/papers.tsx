/** Previews and prints papers from any screen: `usePapers().openPaper(requestId, paper)`. */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import type { Paper } from '../../../src/domain/request/request.ts'
import { PaperDialog } from './paper-dialog.tsx'

export interface Papers {
  /** `paperId` selects one of several letters; without it, the newest paper of the kind is shown. */
  openPaper(requestId: string, paper: Paper, paperId?: string | null): void
}

const PapersContext = createContext<Papers | null>(null)

export function PapersProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{
    readonly requestId: string
    readonly paper: Paper
    readonly paperId: string | null
    readonly isOpen: boolean
  } | null>(null)
  const papers = useMemo<Papers>(
    () => ({ openPaper: (requestId, paper, paperId = null) => setShown({ requestId, paper, paperId, isOpen: true }) }),
    [],
  )
  return (
    <PapersContext value={papers}>
      {children}
      {shown && (
        <PaperDialog
          requestId={shown.requestId}
          paper={shown.paper}
          paperId={shown.paperId}
          isOpen={shown.isOpen}
          onClose={() => setShown({ ...shown, isOpen: false })}
        />
      )}
    </PapersContext>
  )
}

export function usePapers(): Papers {
  const papers = useContext(PapersContext)
  if (!papers) throw new Error('usePapers needs a PapersProvider above it')
  return papers
}
