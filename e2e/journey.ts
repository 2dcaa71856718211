import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'

export { expect }

let people = 0

/** Somebody new, signed up and in the library. */
export async function signUp(page: Page, name = 'Ana') {
  const email = `person-${process.pid}-${Date.now()}-${++people}@example.com`
  await page.goto('/signup')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/library/)
  return { email, password: 'correct horse battery' }
}

export async function logIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/login')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/library/)
}

const others: BrowserContext[] = []

/** A browser of its own, with nobody signed in. It is closed when the journey ends. */
export async function anotherBrowser(
  browser: Browser,
  options?: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext(options)
  others.push(context)
  const page = await context.newPage()
  watchConsole(page)
  return page
}

/** The page of the sample talk, with suggestions. The very first time, the talk is drawn while we wait. */
export async function openSample(page: Page) {
  await page.getByRole('button', { name: 'Try the sample talk' }).first().click()
  await expect(page).toHaveURL(/\/videos\//)
  await expect(acceptButton(page)).toBeVisible({ timeout: 300_000 })
}
const acceptButton = (page: Page) => page.getByRole('button', { name: /^Accept/ }).first()

/** The sample talk, its first suggestion accepted, in the editor. */
export async function openSampleClip(page: Page) {
  await openSample(page)
  await acceptNext(page)
}

/** Makes a clip of the best suggestion that has none yet, and opens it. */
async function acceptNext(page: Page) {
  const made = page.getByRole('link', { name: /^Open clip/ })
  const hrefs = () => made.evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  await expect(acceptButton(page)).toBeVisible()
  const before = await hrefs()
  await acceptButton(page).click()
  const fresh = async () => (await hrefs()).find((href) => !before.includes(href)) ?? ''
  await expect.poll(fresh).not.toBe('')
  await page.goto(await fresh())
  await seesClip(page)
}

/** The clip is on the screen, and all of it in the database. */
export async function seesClip(page: Page) {
  await expect(page.locator('.word:not(.word-outside)').first()).toBeVisible()
  await expect(saveState(page)).toHaveAttribute('data-save', 'saved')
}

export const saveState = (page: Page) => page.locator('[data-save]').first()

/** Somebody with the sample talk. It takes a while to draw, so those who need no other share it. */
type Sample = { account: { email: string; password: string }; video: string }

/**
 * A clip of the shared sample for this journey alone. Of a stretch of the talk: there are more journeys
 * than suggestions.
 */
export async function ownSampleClip(page: Page, { account, video }: Sample) {
  await logIn(page, account)
  const answer = await page.request.post('/trpc/clips.create', {
    headers: { origin: new URL(page.url()).origin },
    data: {
      videoId: video.split('/').at(-1),
      ...{ from: 25_500, to: 52_400, title: 'A stretch of the talk' },
    },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const { result } = (await answer.json()) as { result: { data: { clipId: string } } }
  await page.goto(`/clips/${result.data.clipId}`)
  await seesClip(page)
}

/** A word of the transcript, by its number. */
export const word = (page: Page, index: number) => page.locator(`[data-w="${index}"]`)

/** Number of the first word that is in the clip. */
export const firstWord = async (page: Page) =>
  Number(await page.locator('.word:not(.word-outside)').first().getAttribute('data-w'))

const heard: string[] = []

/** What the browser complains of fails the journey, whatever was being looked at. */
function watchConsole(page: Page) {
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.stack ?? error.message}`))
}

export const test = base.extend<
  { cleanConsole: undefined; allowedTrouble: RegExp[] },
  { sample: Sample }
>({
  sample: [
    async ({ browser }, use, { project }) => {
      const { baseURL } = project.use
      const page = await browser.newPage({ ...(baseURL && { baseURL }) })
      const account = await signUp(page)
      await openSample(page)
      const video = new URL(page.url()).pathname
      await page.close()
      await use({ account, video })
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  /** What a journey brings about itself and may be complained of. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for
  allowedTrouble: async ({}, use) => use([]),
  cleanConsole: [
    async ({ page, allowedTrouble }, use) => {
      heard.length = 0
      watchConsole(page)
      await use(undefined)
      const trouble = heard.filter((line) => !allowedTrouble.some((one) => one.test(line)))
      // What is left open goes on asking for its server in the next journey.
      for (const context of others.splice(0)) await context.close()
      expect(trouble, 'the browser console').toEqual([])
    },
    { auto: true },
  ],
})
