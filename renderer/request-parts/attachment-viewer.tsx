import { useState } from 'react'
import type { RequestBody } from '../../src/request/body.ts'
import { useBytes } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { EmptyState, pagesOf, Select, Viewer } from '../ui/index.ts'
import styles from './attachment-viewer.module.css'
import { partWords } from './words.ts'

/** Shows one attached file at a time, with a selector above if there are several. */
export function AttachmentViewer({ request }: { request: RequestBody }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const bytes = useBytes()
  const { attachments } = request
  const [chosen, setChosen] = useState(0)
  const attachment = attachments[chosen] ?? attachments[0]
  if (!attachment)
    return (
      <div className={styles['empty']}>
        <EmptyState title={t('attachments')}>{tRequest('missing.request-document')}</EmptyState>
      </div>
    )
  return (
    <div className={styles['box']}>
      {attachments.length > 1 && (
        <div className={styles['choice']}>
          <Select
            label={t('attachments')}
            labelHidden
            value={String(chosen)}
            onChange={(next) => setChosen(Number(next))}
            options={attachments.map((file, index) => ({
              id: String(index),
              label: file.name,
              help: t('attachmentFacts', {
                role: tRequest(`attachment.${file.role}`),
                pages: file.pages,
                size: bytes(file.bytes),
              }),
            }))}
          />
        </div>
      )}
      <Viewer
        key={attachment.sha256 + chosen}
        label={`${tRequest(`attachment.${attachment.role}`)}: ${attachment.name}`}
        pages={pagesOf(attachment)}
      />
    </div>
  )
}
