import { useWords } from '../i18n/words.ts'
import { Dialog, Kbd } from '../ui/index.ts'
import { SHORTCUT_GROUPS, SHORTCUTS, type ShortcutId } from './shortcuts.ts'
import styles from './shortcut-sheet.module.css'
import { appWords } from '../app/words.ts'

/** The list of all shortcuts, grouped by where they work. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords(appWords)
  const ids = Object.keys(SHORTCUTS) as ShortcutId[]
  return (
    <Dialog title={t('sheet.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('close')} width="wide">
      <p>{t('sheet.intro')}</p>
      {/* Longer than a low screen: with the focus in it, the arrow keys scroll it. */}
      <div className={styles['groups']} role="group" aria-label={t('sheet.title')} tabIndex={0}>
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`sheet.${group}`)}</h3>
            <dl className={styles['list']}>
              {ids
                .filter((id) => SHORTCUTS[id].group === group)
                .map((id) => (
                  <div key={id} className={styles['line']}>
                    <dt>{t(`shortcut.${id}`)}</dt>
                    <dd>
                      {SHORTCUTS[id].keys.split(' ').map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                      <span className={styles['spoken']}>{SHORTCUTS[id].keys}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
