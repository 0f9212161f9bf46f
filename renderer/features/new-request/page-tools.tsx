/** What can be done with the page that is shown: in one bar with its zoom, so that the paper keeps the height. */
import { ATTACHMENT_ROLES } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Select } from '../../ui/index.ts'
import styles from './new-request.module.css'
import { giveRole, movePage, neighbourOf, removePage, type Page } from './page-order.ts'
import { changed, type PageWork } from './page-strip.tsx'
import { newRequestWords } from './words.ts'

export function PageTools(work: PageWork) {
  const say = useWords(newRequestWords)
  const sayRequest = useWords(requestWords)
  const { pages, page, onRemove } = work
  const { pageId } = page
  return (
    <>
      {pages.length > 1 && (
        <>
          <Button
            look="quiet"
            size="small"
            icon="arrow-left"
            label={say('earlier')}
            onPress={() => changed(work, movePage(pages, pageId, -1))}
            isDisabled={pages[0]?.pageId === pageId}
          />
          <Button
            look="quiet"
            size="small"
            icon="arrow-right"
            label={say('later')}
            onPress={() => changed(work, movePage(pages, pageId, 1))}
            isDisabled={pages.at(-1)?.pageId === pageId}
          />
        </>
      )}
      <Button look="quiet" size="small" icon="close" label={say('remove')} onPress={() => onRemove(pageId)} />
      <div className={styles['pageRole']}>
        <Select
          label={say('role')}
          labelHidden
          options={ATTACHMENT_ROLES.map((id) => ({ id, label: sayRequest(`attachment.${id}`) }))}
          value={page.role}
          onChange={(role) => changed(work, giveRole(pages, pageId, role))}
        />
      </div>
    </>
  )
}

interface RemovePageDialogProps extends Pick<PageWork, 'pages' | 'onChoose' | 'onChange'> {
  readonly pageId: string | null
  readonly onClose: () => void
}

export function RemovePageDialog({ pages, pageId, onChoose, onChange, onClose }: RemovePageDialogProps) {
  const say = useWords(newRequestWords)
  const numberOf = (page: Pick<Page, 'pageId'>) => pages.findIndex((each) => each.pageId === page.pageId) + 1
  const remove = () => {
    if (pageId === null) return
    const next = neighbourOf(pages, pageId)
    onChange(removePage(pages, pageId))
    if (next !== null) onChoose(next)
    onClose()
  }
  return (
    <Dialog
      title={pageId === null ? '' : say('removeTitle', { number: numberOf({ pageId }) })}
      isOpen={pageId !== null}
      onClose={onClose}
      closeLabel={say('discardKeep')}
      width="narrow"
      actions={
        <Button look="main" onPress={remove} autoFocus>
          {say('remove')}
        </Button>
      }
    >
      <p>{say('removeWords')}</p>
    </Dialog>
  )
}
