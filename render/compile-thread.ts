import { parentPort } from 'node:worker_threads'
import { compileStyle } from './compile-style.ts'

/** The thread behind openCompiler. */
parentPort?.on('message', (source: string) => {
  compileStyle(source).then(
    (compiled) => parentPort?.postMessage(compiled),
    (error: unknown) => parentPort?.postMessage({ failed: String(error) }),
  )
})
