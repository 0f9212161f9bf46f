import { useId, type ReactNode } from 'react'
import styles from './new-request.module.css'

export function Part({
  number,
  title,
  aside,
  children,
}: {
  number: number
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <header className={styles['partHeader']}>
        <span className={styles['partNumber']} aria-hidden="true">
          {number}
        </span>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      <div className={styles['partBody']}>{children}</div>
    </section>
  )
}
