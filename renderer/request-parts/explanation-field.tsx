/** The words with which somebody explains what they do to a request; they may name a person. */
import { TextField } from '../ui/index.ts'

interface ExplanationFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Where it may stay empty, the words that say so. */
  readonly optionalWords?: string
  readonly rows?: number
  readonly autoFocus?: boolean
}

export const ExplanationField = ({ rows = 4, ...rest }: ExplanationFieldProps) => (
  <TextField rows={rows} maxLength={2000} personal {...rest} />
)
