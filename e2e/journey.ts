import { type Browser, test as base, expect, type Page } from '@playwright/test'

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

/** A second window of the same person: its own tab, its own connection. */
export async function secondWindow(page: Page): Promise<Page> {
  const other = await page.context().newPage()
  watchConsole(other)
  return other
}

/** A browser of its own, with nobody signed in. */
export async function anotherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  watchConsole(page)
  return page
}

const heard: string[] = []

/** What the browser complains of fails the journey, whatever was being looked at. */
function watchConsole(page: Page) {
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.stack ?? error.message}`))
}

export const test = base.extend<{ cleanConsole: undefined }>({
  cleanConsole: [
    async ({ page }, use) => {
      heard.length = 0
      watchConsole(page)
      await use(undefined)
      expect(heard, 'the browser console').toEqual([])
    },
    { auto: true },
  ],
})
