import { expect, signUp, test } from './journey.ts'

/** That there is no such page is said in the console, too. */
test.use({ allowedTrouble: [/status of 404/] })

test('every page of a workspace is taken over as the server drew it', async ({ page }) => {
  // What the page's own policy forbids may be caught where it is tried, and is said by the browser alone.
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.error('Forbidden by the policy:', effectiveDirective, blockedURI),
    ),
  )
  await signUp(page)
  const settings = ['people', 'brand', 'engines', 'keys', 'profile', 'plan', 'nothing-of-this-name']
  const pages = [
    '/projects',
    '/numbers',
    '/templates',
    '/styles',
    '/trash',
    '/nothing-of-this-name',
  ]
  for (const path of [...pages, ...settings.map((name) => `/settings/${name}`)]) {
    await page.goto(path)
    // What React cannot take over it draws anew, and says so in the console, which must be silent.
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    await page.waitForLoadState('networkidle')
  }
  await expect(page.getByText('There is nothing at this address.')).toBeVisible()
})

test('what was deleted waits in the trash, and comes back from there', async ({ page }, info) => {
  await signUp(page)
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Webinars')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Webinars' })).toBeVisible()
  await page.getByRole('link', { name: 'Webinars' }).hover()
  await page.getByRole('button', { name: 'More for project Webinars' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('Deleted “Webinars” and its videos')).toBeVisible()

  await page.getByRole('link', { name: 'Trash' }).filter({ visible: true }).click()
  const deleted = page.getByRole('list', { name: 'Deleted', exact: true })
  await expect(deleted).toContainText('Ana deleted it just now')
  await page.screenshot({ path: info.outputPath('trash.png') })
  await deleted.getByRole('button', { name: 'Bring back Webinars' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Webinars' })).toBeVisible()
})

test('a page that is left while it is still being read leaves no complaint behind', async ({
  page,
}) => {
  await signUp(page)
  // Its data have come but for their end, and its program not at all, when another is asked for.
  await page.addInitScript(() => {
    const given = window.fetch
    window.fetch = async (input, init) => {
      const answer = await given(input, init)
      if (!String(input).includes('/numbers.data')) return answer
      const data = new Uint8Array(await answer.arrayBuffer())
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(data)
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
        },
      })
      return new Response(body, answer)
    }
  })
  await page.route('**/assets/numbers-*.js', () => {})
  await page.goto('/templates')
  const read = page.waitForResponse(/\/numbers\.data/)
  await page.getByRole('link', { name: 'Numbers' }).filter({ visible: true }).click()
  await read
  await page.getByRole('link', { name: 'Styles' }).filter({ visible: true }).click()
  await expect(page).toHaveURL(/\/styles$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
