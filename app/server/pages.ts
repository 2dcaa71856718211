import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { ViteDevServer } from 'vite'
import type { Pages } from './website.ts'

/** The pages as built by `npm run build`. */
export async function builtPages(buildFolder: string): Promise<Pages> {
  const file = pathToFileURL(join(buildFolder, 'server/index.js')).href
  const build = (await import(file)) as ServerBuild
  return createRequestHandler(build, 'production')
}

/** The pages as they are on disk now, by Vite. */
export function livePages(vite: ViteDevServer): Pages {
  const build = () =>
    vite.ssrLoadModule('virtual:remix/server-build') as unknown as Promise<ServerBuild>
  return createRequestHandler(build, 'development')
}
