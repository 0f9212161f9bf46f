import { FieldError, Label, RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components'
import { Icon } from './icon.tsx'
import field from './field.module.css'
import styles from './choice.module.css'

export interface RadioGroupProps<K extends string> {
  readonly label: string
  readonly options: readonly { readonly id: K; readonly label: string; readonly help?: string }[]
  readonly value: K | null
  readonly onChange: (value: K) => void
  readonly direction?: 'column' | 'row'
  readonly help?: string
  readonly error?: string | null
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly id?: string
}

export function RadioGroup<K extends string>({
  label,
  options,
  value,
  onChange,
  direction = 'column',
  help,
  error,
  isDisabled,
  autoFocus,
  id,
}: RadioGroupProps<K>) {
  const chosen = options.findIndex((option) => option.id === value)
  return (
    <AriaRadioGroup
      className={styles['group'] ?? ''}
      value={value}
      onChange={(next) => onChange(next as K)}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      {...(id ? { id } : {})}
    >
      <Label className={field['label'] ?? ''}>{label}</Label>
      {help && (
        <Text slot="description" className={field['help'] ?? ''}>
          {help}
        </Text>
      )}
      <div className={styles['options']} data-direction={direction}>
        {options.map((option, index) => (
          <RadioField
            key={option.id}
            value={option.id}
            className={styles['field'] ?? ''}
            autoFocus={Boolean(autoFocus) && (chosen < 0 ? index === 0 : index === chosen)}
          >
            <RadioButton className={styles['choice'] ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={styles['box']} data-round="">
                    {isSelected && <span className={styles['dot']} />}
                  </span>
                  <span className={styles['words']}>{option.label}</span>
                </>
              )}
            </RadioButton>
            {option.help && (
              <Text slot="description" className={styles['help'] ?? ''}>
                {option.help}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
      <FieldError className={field['error'] ?? ''}>
        <Icon name="alert" size={14} />
        {error}
      </FieldError>
    </AriaRadioGroup>
  )
}
