import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { neonConfig } from '@neondatabase/serverless'
import { WebSocketServer } from 'ws'
import { openPostgres } from './client.ts'
import { neonPool } from './neon.ts'

/** Neon's side of the socket: whatever comes is passed on to the server it names, and back. */
async function startProxy(): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  server.on('connection', (socket, request) => {
    const address = new URL(request.url ?? '/', 'http://proxy').searchParams.get('address') ?? ''
    const [host = '', port = ''] = address.split(':')
    const tcp = connect(Number(port), host)
    tcp.on('data', (data) => socket.send(data))
    tcp.on('close', () => socket.close())
    tcp.on('error', () => socket.close())
    socket.on('message', (data: Buffer) => tcp.write(data))
    socket.on('close', () => tcp.destroy())
    socket.on('error', () => tcp.destroy())
  })
  return (server.address() as AddressInfo).port
}

let proxy: Promise<number> | null = null

/** A plain Postgres server, reached by Neon's driver as Neon's are. */
export async function openThroughSocket(url: string) {
  proxy ??= startProxy()
  const port = await proxy
  neonConfig.wsProxy = (host, at) => `127.0.0.1:${port}/v2?address=${host}:${at}`
  neonConfig.useSecureWebSocket = false
  // A plain server wants to be greeted before it is told a password.
  neonConfig.pipelineConnect = false
  return openPostgres(url, () => {}, neonPool(url))
}
