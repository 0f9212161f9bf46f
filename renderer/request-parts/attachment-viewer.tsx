import { useState } from 'react'
import type { RequestBody } from '../../src/request/body.ts'
import { useBytes } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { EmptyState, pagesOf, Select, Viewer } from '../ui/index.ts'
import styles from './attachment-viewer.module.css'
import { partWords } from './words.ts'

/** The attached files, one at a time; with more than one a choice stands above. */
export function AttachmentViewer({ request }: { request: RequestBody }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const bytes = useBytes()
  const { attachments } = request
  const [chosen, setChosen] = useState(0)
  const attachment = attachments[chosen] ?? attachments[0]
  if (!attachment)
    return (
      <div className={styles['empty']}>
        <EmptyState title={say('attachments')}>{sayRequest('missing.request-document')}</EmptyState>
      </div>
    )
  return (
    <div className={styles['box']}>
      {attachments.length > 1 && (
        <div className={styles['choice']}>
          <Select
            label={say('attachments')}
            labelHidden
            value={String(chosen)}
            onChange={(next) => setChosen(Number(next))}
            options={attachments.map((file, index) => ({
              id: String(index),
              label: file.name,
              help: say('attachmentFacts', {
                role: sayRequest(`attachment.${file.role}`),
                pages: file.pages,
                size: bytes(file.bytes),
              }),
            }))}
          />
        </div>
      )}
      <Viewer
        key={attachment.sha256 + chosen}
        label={`${sayRequest(`attachment.${attachment.role}`)}: ${attachment.name}`}
        pages={pagesOf(attachment)}
      />
    </div>
  )
}
