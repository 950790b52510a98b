import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'

export interface Canary {
  readonly port: number
  /** What arrived: one word a connection or packet, with its first bytes. */
  readonly contacts: readonly string[]
  readonly close: () => Promise<void>
}

/** Listens on one port of this computer, over TCP and UDP: whatever leaves the page is seen here. */
export async function startCanary(): Promise<Canary> {
  const contacts: string[] = []
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    contacts.push('tcp')
    socket.on('data', (data) => contacts.push(`tcp ${data.subarray(0, 60).toString('latin1')}`))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const address = tcp.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const udp = createSocket('udp4')
  udp.on('message', (message) => contacts.push(`udp ${message.length} bytes`))
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve))

  return {
    port,
    contacts,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => tcp.close(resolve))
      await new Promise<void>((resolve) => udp.close(() => resolve()))
    },
  }
}
