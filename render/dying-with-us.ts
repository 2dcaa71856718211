import { existsSync } from 'node:fs'
import { platform } from 'node:os'

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(
  (path) => platform() === 'linux' && existsSync(path),
)

/** Where the system can do it, a program ends with the process that started it, even on kill -9. */
export const dyingWithUs = (path: string, args: string[]): [string, string[]] =>
  setpriv ? [setpriv, ['--pdeathsig', 'KILL', '--', path, ...args]] : [path, args]
