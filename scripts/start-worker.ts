/** `npm run start:worker`: works, and serves nobody. */
import { runWorkerProcess } from '../app/server/worker-main.ts'

await runWorkerProcess()
