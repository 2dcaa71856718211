import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Commands of the site that no operation calls, and why a program misses nothing. */
const siteOnly: Record<string, string> = {
  enterByProvider: 'a browser goes to the provider and comes back',
  logIn: 'leaves a cookie; a program signs in for tokens',
  signUp: 'leaves a cookie; a program registers for tokens',
  switchWorkspace: 'what one browser shows; a program sends X-Workspace-Id',
  renameClip: 'PUT /clips/{id} changes the name among other things',
  steerSuggestions: 'POST …/suggest-clips takes a prompt, and waits for what is found',
  listAssets: 'GET /assets lists them in pages',
  listTemplates: 'GET /templates lists them in pages',
  readBrandOfClip: 'GET /workspace/brand-kit of the clip’s workspace',
  readStanding: 'GET /clips/{id}/review',
  stylesForClip: 'GET /caption-styles',
  openReview: 'all of one page; a program asks for the clip, its versions, comments and review',
  runStyleOfClip: 'what the page’s own frame runs, made from the source that the API gives',
  // A guest holds a link to a page, with a cookie for their name, and no token.
  ...{ lookAtLink: 'guests', enterLink: 'guests', renameGuest: 'guests', styleOfLink: 'guests' },
  ...{ openReviewAsGuest: 'guests', listGuestComments: 'guests', addGuestComment: 'guests' },
  ...{ editGuestComment: 'guests', deleteGuestComment: 'guests', decideAsGuest: 'guests' },
  watchAsGuest: 'guests',
}

const app = join(import.meta.dirname, '..')

/** The commands that files below these folders of `app` import. */
async function commandsOf(folders: string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const folder of folders) {
    for (const name of await readdir(join(app, folder), { recursive: true })) {
      if (!/\.tsx?$/.test(name) || /\.(test|fixtures)\.tsx?$/.test(name)) continue
      const text = await readFile(join(app, folder, name), 'utf8')
      for (const [, names = ''] of text.matchAll(
        /import \{([^}]*)\} from '[^']*\/commands\/[^']*'/g,
      )) {
        // What begins small is a command; the rest are inputs and types.
        for (const one of names.split(',')) if (/^[a-z]\w*$/.test(one.trim())) found.add(one.trim())
      }
    }
  }
  return found
}

test('what the site does, a program can', async () => {
  const folders = (await readdir(app, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !['api', 'commands', 'server'].includes(entry.name))
    .map(({ name }) => name)
  const site = await commandsOf(folders)
  const api = await commandsOf(['api'])
  const lacking = [...site].filter((name) => !api.has(name))
  expect(site.size).toBeGreaterThan(80)
  expect(lacking.sort()).toEqual(Object.keys(siteOnly).sort())
})
