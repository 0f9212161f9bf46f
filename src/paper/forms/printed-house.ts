/**
 * The house that the printed forms name. Unlike on papers it is part of a form's text, and not passed in: a form is a
 * fixed version, whose code and number are printed on it. Its lines are laid out for these words, its files are
 * generated, committed and compared byte for byte, and scans are read by its places. Another house needs forms of
 * another version, whose text names that house; scans of this version stay readable.
 *
 * For the same reason the words beside the boxes of a form (capacities, identity documents) are part of the form and
 * not of `domain/papers/labels.ts`.
 */
export const PRINTED_HOUSE = { name: 'Casa de Asigurări de Sănătate Iași', short: 'CAS Iași' } as const
