import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answer } from '../answer.server.ts'
import { ListTemplates, listTemplates, TEMPLATES_A_PAGE } from '../commands/templates.server.ts'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { TemplatePage, type TemplatePageData } from '../templates/template-page.tsx'

export const meta = titled('Templates')

export function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const params = new URL(request.url).searchParams
  const given = (name: string) => params.get(name) || undefined
  // What an address says that cannot be asked for is as if it said nothing.
  const { whose, category, search, page, sort } = ListTemplates.catch(
    ListTemplates.parse({}),
  ).parse({
    whose: given('whose'),
    category: given('category'),
    search: given('q'),
    page: Number(given('page') ?? 1),
    sort: given('sort'),
  })
  return answer(
    (async () => ({
      ...(await listTemplates({ ...context, user }, { whose, category, search, page, sort })),
      asked: { whose, category: category ?? '', search: search ?? '', page, sort },
      perPage: TEMPLATES_A_PAGE,
      user: { fullName: user.fullName, avatarUrl: user.avatarUrl ?? null },
    }))(),
  )
}

export default function Templates() {
  // Dates are texts by now, and none of them is shown.
  return <TemplatePage {...(useLoaderData<typeof loader>() as unknown as TemplatePageData)} />
}
