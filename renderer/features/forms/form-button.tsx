import { useState } from 'react'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Dialog } from '../../ui/index.ts'
import { printingWords } from '../printing/words.ts'
import { FormDialog } from './form-dialog.tsx'
import { formsWords } from './words.ts'

interface FormButtonProps {
  /** Returns the current content of the screen. */
  readonly read: () => DraftContent
}

/** Previews and prints the form for the person at the counter, filled in from the screen or empty. */
export function FormButton({ read }: FormButtonProps) {
  const t = useWords(formsWords)
  const tPrinting = useWords(printingWords)
  // The dialog works on the content at the moment of opening.
  const [content, setContent] = useState<DraftContent | null>(null)
  const open = () => setContent(structuredClone(read()))
  useShortcut('print', open)
  return (
    <>
      <Button look="quiet" size="small" icon="printer" shortcut="print" onPress={open}>
        {t('open')}
      </Button>
      <Dialog
        title={t('title')}
        isOpen={content !== null}
        onClose={() => setContent(null)}
        closeLabel={tPrinting('close')}
        width="full"
      >
        {content !== null && <FormDialog content={content} />}
      </Dialog>
    </>
  )
}
