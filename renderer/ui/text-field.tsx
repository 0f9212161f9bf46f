import type { HTMLAttributes, ReactNode, Ref } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { Icon } from './icon.tsx'
import styles from './field.module.css'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'inputMode'> {
  readonly label: string
  /** The label is only for screen readers, where a visible one would repeat the text beside the field. */
  readonly labelHidden?: boolean
  readonly help?: string
  /** The error in words. The field is then marked as invalid and described by it. */
  readonly error?: string | null
  /** Text that marks an optional field. */
  readonly optionalWords?: string
  readonly rows?: number
  /** Monospaced: MRZ, series, hashes. */
  readonly mono?: boolean
  readonly placeholder?: string
  readonly inputMode?: NonNullable<HTMLAttributes<HTMLInputElement>['inputMode']>
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
  /** Personal data, hidden by Ctrl+Shift+H. */
  readonly personal?: boolean
  /** Content below the control: the source of the value, a proposal. */
  readonly after?: ReactNode
}

export function TextField({
  label,
  labelHidden,
  help,
  error,
  optionalWords,
  rows,
  mono,
  placeholder,
  inputMode,
  inputRef,
  personal,
  after,
  ...rest
}: TextFieldProps) {
  const shared = {
    className: styles['control'] ?? '',
    ...(placeholder ? { placeholder } : {}),
    ...(inputMode ? { inputMode } : {}),
    ...(inputRef ? { ref: inputRef } : {}),
    'data-mono': mono || undefined,
    'data-personal': personal || undefined,
  }
  return (
    <AriaTextField
      {...rest}
      {...(labelHidden ? { 'aria-label': label } : {})}
      className={styles['field'] ?? ''}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      {!labelHidden && (
        <Label className={styles['label'] ?? ''}>
          {label}
          {/* The space parts the two words in the accessible name. */}
          {optionalWords && <span className={styles['optional']}> {optionalWords}</span>}
        </Label>
      )}
      {help && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
      {rows ? <TextArea {...shared} rows={rows} /> : <Input {...shared} spellCheck={false} autoComplete="off" />}
      <FieldError className={styles['error'] ?? ''}>
        <Icon name="alert" size={14} />
        {error}
      </FieldError>
      {after && <div className={styles['after']}>{after}</div>}
    </AriaTextField>
  )
}
