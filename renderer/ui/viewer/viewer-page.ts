import type { KeptMediaType } from '../../../src/files/media-type.ts'
import type { RequestBody } from '../../../src/request/body.ts'

export type Rotation = 0 | 90 | 180 | 270

/** One page to show: an image, or a page of a PDF (counted from 1). Rotation is clockwise. */
export interface ViewerPage {
  readonly key: string
  readonly sha256: string
  readonly mediaType: KeptMediaType
  readonly pdfPage: number | null
  readonly rotation?: Rotation
  readonly name: string
}

type Attachment = Pick<RequestBody['attachments'][number], 'sha256' | 'mediaType' | 'pages' | 'name'>

/** All pages of an attached file, in order. */
export const pagesOf = (attachment: Attachment): ViewerPage[] =>
  Array.from({ length: attachment.pages }, (_, index) => ({
    key: `${attachment.sha256}-${index}`,
    sha256: attachment.sha256,
    mediaType: attachment.mediaType,
    pdfPage: attachment.mediaType === 'application/pdf' ? index + 1 : null,
    name: attachment.name,
  }))

export const turned = (rotation: Rotation): Rotation => ((rotation + 90) % 360) as Rotation
