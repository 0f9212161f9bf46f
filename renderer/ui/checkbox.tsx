import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField, FieldError, Text } from 'react-aria-components'
import { Icon } from './icon.tsx'
import field from './field.module.css'
import styles from './choice.module.css'

export interface CheckboxProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (selected: boolean) => void
  readonly help?: string
  readonly error?: string | null
  readonly isDisabled?: boolean
  readonly id?: string
  readonly name?: string
}

export function Checkbox({ children, isSelected, onChange, help, error, isDisabled, id, name }: CheckboxProps) {
  return (
    <CheckboxField
      className={styles['field'] ?? ''}
      isSelected={isSelected}
      onChange={onChange}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      {...(id ? { id } : {})}
      {...(name ? { name } : {})}
    >
      <CheckboxButton className={styles['choice'] ?? ''}>
        {({ isSelected: on }) => (
          <>
            <span className={styles['box']}>{on && <Icon name="check" size={14} />}</span>
            <span className={styles['words']}>{children}</span>
          </>
        )}
      </CheckboxButton>
      {help && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={field['error'] ?? ''}>
        <Icon name="alert" size={14} />
        {error}
      </FieldError>
    </CheckboxField>
  )
}
