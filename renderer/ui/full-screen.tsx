import type { ReactNode } from 'react'
import styles from './full-screen.module.css'

/** A panel in the middle of the window, while none of the rooms can be used. */
export function FullScreen({
  product,
  subtitle,
  width = 'narrow',
  children,
}: {
  product: string
  subtitle?: string
  width?: 'narrow' | 'medium' | 'wide'
  children: ReactNode
}) {
  return (
    <main className={styles['screen']}>
      <div className={styles['panel']} data-width={width}>
        <header className={styles['header']}>
          <p className={styles['product']}>{product}</p>
          {subtitle !== undefined && <p className={styles['subtitle']}>{subtitle}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}
