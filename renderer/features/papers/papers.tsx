/** Previewing and printing papers, opened from any screen: `usePapers().openPaper(requestId, paper)`. */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import type { Paper } from '../../../src/domain/request/request.ts'
import { PaperDialog } from './paper-dialog.tsx'

export interface Papers {
  openPaper(requestId: string, paper: Paper): void
}

const PapersContext = createContext<Papers | null>(null)

export function PapersProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly requestId: string; readonly paper: Paper; readonly isOpen: boolean } | null>(null)
  const papers = useMemo<Papers>(() => ({ openPaper: (requestId, paper) => setShown({ requestId, paper, isOpen: true }) }), [])
  return (
    <PapersContext value={papers}>
      {children}
      {shown && <PaperDialog requestId={shown.requestId} paper={shown.paper} isOpen={shown.isOpen} onClose={() => setShown({ ...shown, isOpen: false })} />}
    </PapersContext>
  )
}

export function usePapers(): Papers {
  const papers = useContext(PapersContext)
  if (!papers) throw new Error('no papers above this component')
  return papers
}
