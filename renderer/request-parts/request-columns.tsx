/** Facts on the left, the paper in the middle, related information on the right. The outer two scroll separately. */
import type { ReactNode } from 'react'
import type { RequestBody } from '../../src/request/body.ts'
import { AttachmentViewer } from './attachment-viewer.tsx'
import styles from './columns.module.css'

interface Side {
  readonly label: string
  readonly content: ReactNode
}

export function RequestColumns({ request, left, right }: { request: RequestBody; left: Side; right: Side }) {
  return (
    <div className={styles['columns']} data-panes="">
      <ScrollColumn {...left} />
      <div className={styles['column']} data-paper="">
        <AttachmentViewer request={request} />
      </div>
      <ScrollColumn {...right} />
    </div>
  )
}

/** Focusable, so that the arrow keys scroll it. */
function ScrollColumn({ label, content }: Side) {
  return (
    <div className={styles['column']} data-scroll="" tabIndex={0} role="group" aria-label={label}>
      {content}
    </div>
  )
}
