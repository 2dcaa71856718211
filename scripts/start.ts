/** `npm start`: builds what changed, then serves and works; `npm run start:web` only serves. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root, websiteIsFresh } from './built-website.ts'

// React reads it as it loads, so it is set before anything of the server is.
process.env.NODE_ENV ??= 'production'

// Told to end, npm ends the shell between us and says nothing: who lost that shell ends as well.
if (process.env.npm_lifecycle_event?.startsWith('start')) {
  const shell = process.ppid
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

const { runServer } = await import('../app/server/main.ts')

await runServer({
  development: false,
  // Workers are processes of their own then.
  work: !process.argv.includes('--serve-only'),
  async prepare() {
    if (await websiteIsFresh()) return
    console.log('Building what is new, which takes a moment')
    // In a process of its own: what building needs of memory ends with it.
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'scripts/build.ts')], {
      cwd: root,
      stdio: 'inherit',
    })
    const [code] = await once(child, 'exit')
    // It has said why.
    if (code !== 0) process.exit(1)
  },
})
