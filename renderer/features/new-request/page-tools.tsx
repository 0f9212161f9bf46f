/** Actions on the page shown, in one bar with its zoom, which leaves more height for the paper. */
import { ATTACHMENT_ROLES } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Select } from '../../ui/index.ts'
import styles from './new-request.module.css'
import { giveRole, movePage, neighbourOf, removePage, type Page } from './page-order.ts'
import { changed, type PageWork } from './page-strip.tsx'
import { newRequestWords } from './words.ts'

export function PageTools(work: PageWork) {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
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
            label={t('earlier')}
            onPress={() => changed(work, movePage(pages, pageId, -1))}
            isDisabled={pages[0]?.pageId === pageId}
          />
          <Button
            look="quiet"
            size="small"
            icon="arrow-right"
            label={t('later')}
            onPress={() => changed(work, movePage(pages, pageId, 1))}
            isDisabled={pages.at(-1)?.pageId === pageId}
          />
        </>
      )}
      <Button look="quiet" size="small" icon="close" label={t('remove')} onPress={() => onRemove(pageId)} />
      <div className={styles['pageRole']}>
        <Select
          label={t('role')}
          labelHidden
          options={ATTACHMENT_ROLES.map((id) => ({ id, label: tRequest(`attachment.${id}`) }))}
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
  const t = useWords(newRequestWords)
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
      title={pageId === null ? '' : t('removeTitle', { number: numberOf({ pageId }) })}
      isOpen={pageId !== null}
      onClose={onClose}
      closeLabel={t('discardKeep')}
      width="narrow"
      actions={
        <Button look="main" onPress={remove} autoFocus>
          {t('remove')}
        </Button>
      }
    >
      <p>{t('removeWords')}</p>
    </Dialog>
  )
}
