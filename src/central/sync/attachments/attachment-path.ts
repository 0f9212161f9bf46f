import path from 'node:path'

/** The path of the complete file with this name. */
export const attachmentPath = (folder: string, sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256)
