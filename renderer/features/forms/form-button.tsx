import { useState } from 'react'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { Button, Dialog } from '../../ui/index.ts'
import { printingWords } from '../printing/words.ts'
import { FormDialog } from './form-dialog.tsx'
import { formsWords } from './words.ts'

interface FormButtonProps {
  /** What stands on the screen now. */
  readonly read: () => DraftContent
}

/** The form for the person at the counter, filled in from the screen or empty: seen, then printed. */
export function FormButton({ read }: FormButtonProps) {
  const say = useWords(formsWords)
  const sayPrinting = useWords(printingWords)
  // The dialog works on what stood on the screen when it was opened.
  const [content, setContent] = useState<DraftContent | null>(null)
  const open = () => setContent(structuredClone(read()))
  useShortcut('print', open)
  return (
    <>
      <Button look="quiet" size="small" icon="printer" shortcut="print" onPress={open}>
        {say('open')}
      </Button>
      <Dialog
        title={say('title')}
        isOpen={content !== null}
        onClose={() => setContent(null)}
        closeLabel={sayPrinting('close')}
        width="full"
      >
        {content !== null && <FormDialog content={content} />}
      </Dialog>
    </>
  )
}
