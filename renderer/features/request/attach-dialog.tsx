import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { ATTACHMENT_ROLES, type AttachmentRole } from '../../../src/domain/request/request.ts'
import { problem as newProblem, type Problem } from '../../../src/domain/problem.ts'
import { SCAN_LIMITS } from '../../../src/protocol/desk.ts'
import { appWords } from '../../app/words.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { useCommand } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, ProblemNotice, Progress, Select, useAnnounce } from '../../ui/index.ts'
import type { RequestDialogProps } from './withdraw-dialog.tsx'
import { requestScreenWords } from './words.ts'

const ACCEPTED = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff', '.pdf', '.png', '.jpg', '.jpeg', '.tif', '.tiff']

export function AttachDialog({ detail, isOpen, onClose }: RequestDialogProps) {
  const say = useWords(requestScreenWords)
  const sayApp = useWords(appWords)
  const sayRequest = useWords(requestWords)
  const desk = useDesk()
  const announce = useAnnounce()
  const [file, setFile] = useState<File | null>(null)
  const [role, setRole] = useState<AttachmentRole>('other')
  const [sent, setSent] = useState<number | null>(null)
  const [refused, setRefused] = useState<Problem | null>(null)
  const attach = useCommand('request.attach')

  const choose = (chosen: File | null) => {
    // Said before 200 MB are sent for nothing.
    setRefused(chosen && chosen.size > SCAN_LIMITS.bytes ? newProblem('scan.too-large', { name: chosen.name, size: chosen.size, limit: SCAN_LIMITS.bytes }) : null)
    setFile(chosen)
  }
  const submit = async (chosen: File) => {
    setRefused(null)
    setSent(0)
    const stored = await desk.putBytes(chosen, { name: chosen.name, onProgress: (done, total) => setSent(total > 0 ? (done / total) * 100 : 0) })
    const result = stored.ok ? await attach.run({ requestId: detail.request.id, sha256: stored.value.sha256, name: chosen.name.slice(0, 160), role }) : stored
    setSent(null)
    if (!result.ok) return setRefused(result.problem)
    setFile(null)
    announce(say('attached'))
    onClose()
  }
  return (
    <Dialog
      title={say('attachTitle')}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={sayApp('close')}
      actions={
        <>
          <Button onPress={onClose}>{sayApp('cancel')}</Button>
          <Button look="main" busy={sent !== null} isDisabled={!file || refused !== null} onPress={() => file && void submit(file)}>
            {say('attach')}
          </Button>
        </>
      }
    >
      <div>
        <FileTrigger acceptedFileTypes={ACCEPTED} onSelect={(files) => choose(files?.[0] ?? null)}>
          <Button icon="document" autoFocus>
            {say('attachFile')}
          </Button>
        </FileTrigger>
      </div>
      <p>{file ? <span data-personal="">{say('chosen', { name: file.name })}</span> : say('attachHelp')}</p>
      <Select label={say('attachRole')} value={role} onChange={setRole} options={ATTACHMENT_ROLES.map((id) => ({ id, label: sayRequest(`attachment.${id}`) }))} />
      {sent !== null && file && <Progress label={say('attachSending', { name: file.name })} value={sent} />}
      {refused && <ProblemNotice problem={refused} />}
    </Dialog>
  )
}
