/** What reading objects of one view needs of the rest of the document. */
import type { AmbiguityCode } from './ambiguity.ts'
import type { Budget } from './budget.ts'
import type { CrossReferenceSection, Entry } from './cross-reference-section.ts'
import type { SecurityHandler } from './encryption/security-handler.ts'
import type { IndirectObject } from './indirect-object.ts'
import type { SharedContainers } from './object-stream.ts'
import type { PdfObject, PdfStream } from './objects.ts'

export interface ObjectReaderParts {
  readonly bytes: Uint8Array
  readonly end: number
  readonly header: number
  readonly sections: readonly CrossReferenceSection[]
  readonly entries: ReadonlyMap<number, Entry>
  readonly budget: Budget
  readonly shared: Map<number, IndirectObject> | undefined
  readonly containers: SharedContainers
  readonly report: (code: AmbiguityCode, offset: number, object?: number) => void
  readonly resolve: (object: PdfObject | undefined) => PdfObject
  readonly decodedBytes: (stream: PdfStream) => Uint8Array | undefined
  readonly handler: () => SecurityHandler | undefined
}
