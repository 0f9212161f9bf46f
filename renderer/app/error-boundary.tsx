/**
 * Catches a bug in one screen, so that the rest of the window keeps working. Shows the kind of error, no personal data.
 */
import { Component, type ReactNode } from 'react'
import { problem } from '../../src/domain/problem.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'

// React supports error boundaries only as classes.
export class ErrorBoundary extends Component<{ children: ReactNode }, { failure: string | null }> {
  override state: { failure: string | null } = { failure: null }
  static getDerivedStateFromError(error: unknown) {
    return { failure: error instanceof Error ? error.name : 'Error' }
  }
  override render() {
    if (this.state.failure === null) return this.props.children
    return <ProblemNotice problem={problem('unexpected', { reference: `renderer:${this.state.failure}` })} autoFocus />
  }
}
