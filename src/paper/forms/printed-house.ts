/**
 * The house that the printed forms name. Unlike on papers it is part of a form's text, and not passed in: a form is a
 * fixed version (its code and version are printed on it). Its lines are laid out for these words, its files are generated, committed and
 * compared byte for byte, and readings of scans lie over them. Another house needs forms of another version, whose
 * text names that house; the scans of this version stay readable. For the same reason the words beside the boxes of a
 * form (capacities, identity documents) stand with it and not in `domain/papers/labels.ts`.
 */
export const PRINTED_HOUSE = { name: 'Casa de Asigurări de Sănătate Iași', short: 'CAS Iași' } as const
