import { expect, signUp, test } from './journey.ts'

/** That there is no such page is said in the console, too. */
test.use({ allowedTrouble: [/status of 404/] })

test('every page of a workspace is taken over as the server drew it', async ({ page }) => {
  await signUp(page)
  const settings = ['people', 'brand', 'engines', 'keys', 'profile', 'plan', 'nothing-of-this-name']
  const pages = ['/projects', '/numbers', '/templates', '/styles', '/nothing-of-this-name']
  for (const path of [...pages, ...settings.map((name) => `/settings/${name}`)]) {
    await page.goto(path)
    // What React cannot take over it draws anew, and says so in the console, which must be silent.
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    await page.waitForLoadState('networkidle')
  }
  await expect(page.getByText('There is nothing at this address.')).toBeVisible()
})
