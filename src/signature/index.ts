/** Validation of signed PDFs: a library of its own, used by the desk, the central store and the command line. */
export { checkIntegrity, type Coverage, type IntegrityOptions, type IntegrityReport, type SignatureIntegrity } from './validation/integrity.ts'
export { type Check, type CheckCode, type Verdict } from './validation/check.ts'
export { type Category, type Level, type Modification } from './comparison/modification.ts'
export { defaultLimits, type Limits } from './pdf/budget.ts'
