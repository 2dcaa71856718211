import { setImmediate } from 'node:timers'
import { lockDataFolder } from './data-lock.ts'

const lock = await lockDataFolder(process.argv[2] ?? '')
await lock.announce('http://localhost:4567')
setImmediate(() => {
  // Held although nobody here refers to it any more.
  globalThis.gc?.()
  process.send?.('held')
})
// Held until somebody ends this process.
setInterval(() => {}, 60_000)
