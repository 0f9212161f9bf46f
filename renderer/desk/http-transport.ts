/** The transport of the browser host: loopback HTTP with an HttpOnly cookie, events by SSE. */
import type { Subscription, Transport } from '../desk-client.ts'

/** Delay before a closed event stream is opened again. */
const RETRY_MS = 1_000

export function createHttpTransport(origin: string): Transport {
  return {
    async call(procedure, input) {
      const response = await fetch(`${origin}/desk/${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
        credentials: 'same-origin',
        cache: 'no-store',
      })
      return response.json()
    },
    subscribe(subscription) {
      return listen(`${origin}/desk/events`, subscription)
    },
    putBytes(bytes, { name, onProgress } = {}) {
      return new Promise((resolve, reject) => {
        // fetch cannot report upload progress, and a 40 MB scan needs a progress bar.
        const request = new XMLHttpRequest()
        request.open('POST', `${origin}/desk/bytes`)
        request.setRequestHeader('content-type', 'application/octet-stream')
        if (name !== undefined) request.setRequestHeader('x-des-name', encodeURIComponent(name))
        request.responseType = 'json'
        request.upload.onprogress = (event) => onProgress?.(event.loaded, event.total)
        request.onload = () => resolve(request.response)
        request.onerror = () => reject(new Error('the desk does not answer'))
        request.send(bytes)
      })
    },
    bytesUrl: (sha256) => `${origin}/desk/bytes/${sha256}`,
  }
}

function listen(url: string, { onConnection, onEvent }: Subscription): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const open = () => {
    source = new EventSource(url, { withCredentials: true })
    source.onopen = () => onConnection(true)
    // Heartbeats are named events, so `onmessage` does not receive them.
    source.onmessage = (message: MessageEvent<string>) => {
      const event = parseJson(message.data)
      if (event !== undefined) onEvent(event)
    }
    source.onerror = () => {
      onConnection(false)
      // The host stopped or refused the stream. EventSource gives up then, so we reconnect ourselves.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS)
    }
  }
  open()
  return () => {
    source?.close()
    if (timer) clearTimeout(timer)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
