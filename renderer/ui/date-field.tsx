/**
 * A date typed as text (23.11.2026, also 23112026 or 23/11/2026) and formatted on leaving the field. This is faster
 * than a control with separate parts.
 */
import { TextField, type TextFieldProps } from './text-field.tsx'

/**
 * Formats a typed date as zz.ll.aaaa. A text that is not a date is returned unchanged, so that nothing typed is lost.
 */
export function tidyDate(typed: string): string {
  const text = typed.trim()
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? /^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})$/.exec(text)
  if (digits) return `${digits[1]?.padStart(2, '0')}.${digits[2]?.padStart(2, '0')}.${digits[3]}`
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return iso ? `${iso[3]}.${iso[2]}.${iso[1]}` : typed
}

export interface DateFieldProps extends Omit<TextFieldProps, 'inputMode' | 'rows' | 'type'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function DateField({ value, onChange, onBlur, ...rest }: DateFieldProps) {
  return (
    <TextField
      placeholder="zz.ll.aaaa"
      {...rest}
      inputMode="numeric"
      value={value}
      onChange={onChange}
      onBlur={(event) => {
        const tidy = tidyDate(value)
        if (tidy !== value) onChange(tidy)
        onBlur?.(event)
      }}
    />
  )
}
