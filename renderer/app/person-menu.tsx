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

/** Initials as on the staff badge: surname first. */
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
  readonly onChangePassword: () => void
}

function useMenuGroups({ onShowShortcuts, onVeil, onLock, onChangePassword }: PersonMenuProps): MenuGroup[] {
  const t = useWords(appWords)
  const desk = useDesk()
  const { theme, setTheme, locale, setLocale, veiled } = usePreferences()
  return [
    {
      title: t('menu.theme'),
      entries: THEMES.map((name) => ({
        id: `theme-${name}`,
        label: t(`menu.theme.${name}`),
        isChecked: name === theme,
        onAction: () => setTheme(name),
      })),
    },
    {
      title: t('menu.language'),
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
          label: t(veiled ? 'menu.unveil' : 'menu.veil'),
          icon: veiled ? 'eye' : 'eye-off',
          shortcut: 'veil',
          onAction: onVeil,
        },
        {
          id: 'shortcuts',
          label: t('menu.shortcuts'),
          icon: 'question',
          shortcut: 'sheet',
          onAction: onShowShortcuts,
        },
      ],
    },
    {
      entries: [
        { id: 'lock', label: t('menu.lock'), icon: 'shield', shortcut: 'lock', onAction: onLock },
        { id: 'password', label: t('menu.password'), icon: 'pencil', onAction: onChangePassword },
        {
          id: 'sign-out',
          label: t('menu.signOut'),
          icon: 'arrow-right',
          onAction: () => void desk.call('session.signOut', {}),
        },
      ],
    },
  ]
}

export function PersonMenu(props: PersonMenuProps) {
  const t = useWords(appWords)
  const tRequest = useWords(requestWords)
  const { actor, offline } = useSession()
  const groups = useMenuGroups(props)
  if (!actor) return null
  return (
    <Menu
      label={t('person.menu', { name: actor.name })}
      trigger={
        <Button look="quiet">
          <span className={styles['person']}>
            <span className={styles['initials']} aria-hidden="true">
              {initialsOf(actor.name)}
            </span>
            <span className={styles['personName']}>
              {actor.name}
              <span className={styles['personRole']}>
                {offline ? t('person.offline') : tRequest(`role.${actor.role}`)}
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
