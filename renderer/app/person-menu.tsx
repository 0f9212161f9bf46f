import { useDesk } from '../desk/desk-context.tsx'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Button, Icon, Menu, type MenuGroup } from '../ui/index.ts'
import styles from './frame.module.css'
import { THEMES, usePreferences } from './preferences.tsx'
import { useSession } from './session.tsx'
import { appWords } from './words.ts'

const LANGUAGES = [
  { locale: 'ro', name: 'Română' },
  { locale: 'en', name: 'English' },
] as const

/** Initials as on the badge: surname first. */
const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0))
    .join('')

interface PersonMenuProps {
  readonly onShowShortcuts: () => void
  readonly onVeil: () => void
  readonly onLock: () => void
}

function useMenuGroups({ onShowShortcuts, onVeil, onLock }: PersonMenuProps): MenuGroup[] {
  const say = useWords(appWords)
  const desk = useDesk()
  const { theme, setTheme, locale, setLocale, veiled } = usePreferences()
  return [
    {
      title: say('menu.theme'),
      entries: THEMES.map((name) => ({
        id: `theme-${name}`,
        label: say(`menu.theme.${name}`),
        isChecked: name === theme,
        onAction: () => setTheme(name),
      })),
    },
    {
      title: say('menu.language'),
      entries: LANGUAGES.map(({ locale: tag, name }) => ({
        id: `locale-${tag}`,
        label: name,
        isChecked: tag === locale,
        onAction: () => setLocale(tag),
      })),
    },
    {
      entries: [
        {
          id: 'veil',
          label: say(veiled ? 'menu.unveil' : 'menu.veil'),
          icon: veiled ? 'eye' : 'eye-off',
          shortcut: 'veil',
          onAction: onVeil,
        },
        {
          id: 'shortcuts',
          label: say('menu.shortcuts'),
          icon: 'question',
          shortcut: 'sheet',
          onAction: onShowShortcuts,
        },
      ],
    },
    {
      entries: [
        { id: 'lock', label: say('menu.lock'), icon: 'shield', shortcut: 'lock', onAction: onLock },
        {
          id: 'sign-out',
          label: say('menu.signOut'),
          icon: 'arrow-right',
          onAction: () => void desk.call('session.signOut', {}),
        },
      ],
    },
  ]
}

export function PersonMenu(props: PersonMenuProps) {
  const say = useWords(appWords)
  const sayRequest = useWords(requestWords)
  const { actor, offline } = useSession()
  const groups = useMenuGroups(props)
  if (!actor) return null
  return (
    <Menu
      label={say('person.menu', { name: actor.name })}
      trigger={
        <Button look="quiet">
          <span className={styles['person']}>
            <span className={styles['initials']} aria-hidden="true">
              {initialsOf(actor.name)}
            </span>
            <span className={styles['personName']}>
              {actor.name}
              <span className={styles['personRole']}>
                {offline ? say('person.offline') : sayRequest(`role.${actor.role}`)}
              </span>
            </span>
            <Icon name="chevron-down" size={14} />
          </span>
        </Button>
      }
      groups={groups}
    />
  )
}
