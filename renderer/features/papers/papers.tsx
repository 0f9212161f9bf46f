/** Previewing and printing papers, opened from any screen: `usePapers().openPaper(requestId, paper)`. */
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { Paper } from '../../../src/domain/request/request.ts'

export interface Papers {
  openPaper(requestId: string, paper: Paper): void
}

const PapersContext = createContext<Papers | null>(null)

export function PapersProvider({ children }: { children: ReactNode }) {
  const papers = useMemo<Papers>(() => ({ openPaper: () => undefined }), [])
  return <PapersContext value={papers}>{children}</PapersContext>
}

export function usePapers(): Papers {
  const papers = useContext(PapersContext)
  if (!papers) throw new Error('no papers above this component')
  return papers
}
