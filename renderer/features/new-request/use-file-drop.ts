/**
 * Files dragged onto the window or pasted from the clipboard. A file dropped beside the page must never replace the
 * application.
 */
import { useEffect, useRef, useState } from 'react'

const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])]

export function useFileDrop(onFiles: (files: File[]) => void): { readonly over: boolean } {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const take = (event: DragEvent | ClipboardEvent, files: File[]) => {
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
      take(event, filesOf(event.dataTransfer))
    }
    const onPaste = (event: ClipboardEvent) => take(event, filesOf(event.clipboardData))
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('paste', onPaste)
    }
  }, [])
  return { over }
}
