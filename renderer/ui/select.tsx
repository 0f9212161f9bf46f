import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import field from './field.module.css'
import styles from './select.module.css'

export interface SelectProps<K extends string> {
  readonly label: string
  readonly labelHidden?: boolean
  readonly options: readonly { readonly id: K; readonly label: string; readonly help?: string }[]
  readonly value: K | null
  readonly onChange: (value: K) => void
  readonly placeholder?: string
  readonly help?: string
  readonly error?: string | null
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly id?: string
}

export function Select<K extends string>({
  label,
  labelHidden,
  options,
  value,
  onChange,
  placeholder,
  help,
  error,
  isDisabled,
  autoFocus,
  id,
}: SelectProps<K>) {
  return (
    <AriaSelect
      className={field['field'] ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(key as K)}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      autoFocus={autoFocus ?? false}
      {...(placeholder ? { placeholder } : {})}
      {...(id ? { id } : {})}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className={field['label'] ?? ''}>{label}</Label>}
      {help && (
        <Text slot="description" className={field['help'] ?? ''}>
          {help}
        </Text>
      )}
      <Button className={classNames(field['control'], styles['trigger'])}>
        <SelectValue className={styles['value'] ?? ''}>
          {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <Icon name="chevron-down" />
      </Button>
      <FieldError className={field['error'] ?? ''}>
        <Icon name="alert" size={14} />
        {error}
      </FieldError>
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox className={styles['list'] ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles['option'] ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={styles['mark']}>{isSelected && <Icon name="check" size={14} />}</span>
                  <span>
                    <Text slot="label">{option.label}</Text>
                    {option.help && (
                      <Text slot="description" className={field['help'] ?? ''}>
                        {option.help}
                      </Text>
                    )}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
