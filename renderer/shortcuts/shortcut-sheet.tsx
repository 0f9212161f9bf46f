import { useWords } from '../i18n/words.ts'
import { Dialog, Kbd } from '../ui/index.ts'
import { SHORTCUT_GROUPS, SHORTCUTS, type ShortcutId } from './shortcuts.ts'
import styles from './shortcut-sheet.module.css'
import { appWords } from '../app/words.ts'

/** Every shortcut of the table, by where it works. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useWords(appWords)
  const ids = Object.keys(SHORTCUTS) as ShortcutId[]
  return (
    <Dialog title={say('sheet.title')} isOpen={isOpen} onClose={onClose} closeLabel={say('close')} width="wide">
      <p>{say('sheet.intro')}</p>
      {/* Longer than a low screen: with the focus in it, the arrow keys scroll it. */}
      <div className={styles['groups']} role="group" aria-label={say('sheet.title')} tabIndex={0}>
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group}>
            <h3>{say(`sheet.${group}`)}</h3>
            <dl className={styles['list']}>
              {ids
                .filter((id) => SHORTCUTS[id].group === group)
                .map((id) => (
                  <div key={id} className={styles['line']}>
                    <dt>{say(`shortcut.${id}`)}</dt>
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
