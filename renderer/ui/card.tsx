import { useId, type ReactNode } from 'react'
import styles from './card.module.css'

export function Card({
  title,
  children,
  aside,
  level = 2,
  look = 'plain',
}: {
  title: string
  children: ReactNode
  aside?: ReactNode
  level?: 2 | 3
  look?: 'plain' | 'erase'
}) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles['card']} data-look={look} aria-labelledby={id}>
      <header className={styles['header']}>
        <Heading id={id} className={styles['title']}>
          {title}
        </Heading>
        {aside}
      </header>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}
