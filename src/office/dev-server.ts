/**
 * The renderer with hot reload in front of a running desk: Vite serves the page, and passes `/desk` on to the browser
 * host. The host sees its own page calling, so its checks of origin, cookie and token hold as in the product.
 */
import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { RESPONSE_HEADERS } from '../desk/hosts/page/response-headers.ts'

const LOOPBACK = '127.0.0.1'
/** The calls of the contract; the sources in renderer/desk have the same beginning. */
const CALLS = '^/desk/(?![^?]*\\.(tsx?|css)(\\?|$))'

/** The product's policy; besides, what Vite itself puts into the page carries this nonce. */
function headersWithNonce(nonce: string): Record<string, string> {
  const policy = RESPONSE_HEADERS['content-security-policy'] ?? ''
  return {
    ...RESPONSE_HEADERS,
    'content-security-policy': policy.replaceAll(/(script-src|style-src)/g, `$1 'nonce-${nonce}'`),
  }
}

export interface DevServer {
  readonly origin: string
  readonly close: () => Promise<void>
}

/** @param desk the origin of a running browser host */
export async function startDevServer(root: string, desk: string, port = 0): Promise<DevServer> {
  const nonce = randomBytes(16).toString('base64')
  let origin = ''
  const server: ViteDevServer = await createServer({
    configFile: path.join(root, 'renderer/vite.config.ts'),
    clearScreen: false,
    html: { cspNonce: nonce },
    server: {
      host: LOOPBACK,
      port,
      strictPort: port !== 0,
      headers: headersWithNonce(nonce),
      // Worktrees may share their packages through a link.
      fs: { allow: [root, realpathSync(path.join(root, 'node_modules'))] },
      proxy: {
        [CALLS]: {
          target: desk,
          changeOrigin: true,
          configure: (proxy) =>
            proxy.on('proxyReq', (request) => {
              // Only our own page becomes the host's page; a foreign one stays foreign and is refused there.
              if (request.getHeader('origin') === origin) request.setHeader('origin', desk)
            }),
        },
      },
    },
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || address === null) throw new Error('the development server has no address')
  origin = `http://${LOOPBACK}:${String(address.port)}`
  return { origin, close: () => server.close() }
}
