import './zod-without-eval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createDeskClient } from './desk-client.ts'
import { createBridgeTransport } from './desk/bridge-transport.ts'
import { createHttpTransport } from './desk/http-transport.ts'
import { redeemToken } from './desk/one-time-token.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Electron's preload provides the bridge. The browser host serves HTTP on the page's own origin.
if (!window.desk) await redeemToken('', window.location, window.history)
const transport = window.desk ? createBridgeTransport(window.desk) : createHttpTransport('')
createRoot(root).render(<App client={createDeskClient(transport)} />)
