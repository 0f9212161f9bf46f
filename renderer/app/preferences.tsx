/**
 * A person's choices for this screen: language, theme, hidden personal data. Stored in the browser, without personal
 * data.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { LOCALES, type Locale } from '../i18n/words.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

interface Preferences {
  readonly locale: Locale
  readonly theme: Theme
  readonly veiled: boolean
  setLocale(locale: Locale): void
  setTheme(theme: Theme): void
  toggleVeil(): void
}

const PreferencesContext = createContext<Preferences | null>(null)

function useKept<T extends string>(key: string, values: readonly T[], fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(
    () => values.find((candidate) => candidate === localStorage.getItem(key)) ?? fallback,
  )
  const keep = useCallback(
    (next: T) => {
      localStorage.setItem(key, next)
      setValue(next)
    },
    [key],
  )
  return [value, keep]
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useKept<Locale>('locale', LOCALES, 'ro')
  const [theme, setTheme] = useKept<Theme>('theme', THEMES, 'system')
  const [veiled, setVeiled] = useState(false)
  useEffect(() => {
    const root = document.documentElement
    root.lang = locale
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
    if (veiled) root.dataset['veiled'] = ''
    else delete root.dataset['veiled']
  }, [locale, theme, veiled])
  const preferences = useMemo<Preferences>(
    () => ({ locale, theme, veiled, setLocale, setTheme, toggleVeil: () => setVeiled((now) => !now) }),
    [locale, theme, veiled, setLocale, setTheme],
  )
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext)
  if (!preferences) throw new Error('usePreferences needs a PreferencesProvider above it')
  return preferences
}
