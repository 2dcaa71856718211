import { lockDataFolder } from './data-lock.ts'

const lock = await lockDataFolder(process.argv[2] ?? '')
await lock.announce('http://localhost:4567')
process.send?.('held')
// Held until somebody ends this process.
setInterval(() => {}, 60_000)
