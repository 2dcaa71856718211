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

export async function logIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/login')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/library/)
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
