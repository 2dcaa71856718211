import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useFetcher, useLoaderData } from '@remix-run/react'
import type { EngineChoice } from '#core/engine-choice.ts'
import { roleIn } from '#db/workspace-people.ts'
import { customWords, engineChoice } from '#db/workspaces.ts'
import {
  SetCustomWords,
  SetEngineChoice,
  setCustomWords,
  setEngineChoice,
  TestEngine,
  testEngine,
} from '../commands/engines.server.ts'
import { Button } from '../components/button.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { LanguageCard, LeavingCard, SpeechCards } from '../settings/engine-cards.tsx'
import { fieldsOf, intent, runIntent } from '../settings/intent-action.server.ts'
import { Said, Section, SettingsHead } from '../settings/settings-frame.tsx'

export const meta = titled('Speech and language')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db, engines } = context
  const role = await roleIn(db, user.workspaceId, user.id)
  return {
    speech: engines.speech,
    language: engines.language,
    choice: await engineChoice(db, user.workspaceId),
    words: await customWords(db, user.workspaceId),
    mayManage: role === 'owner' || role === 'admin',
  }
}

export async function action({ request, context: given }: ActionFunctionArgs) {
  const context = { ...given, user: requireUser(given, request) }
  return runIntent(request, {
    test: intent(TestEngine, fieldsOf, async (input) => ({
      test: { engine: input.engine, ...(await testEngine(context, input)) },
    })),
    choose: intent(SetEngineChoice, listsOf, (changed) => setEngineChoice(context, changed)),
    words: intent(
      SetCustomWords,
      (form) => ({
        words: String(form.get('words') ?? '')
          .split(/[\n,;]+/)
          .map((word) => word.trim())
          .filter(Boolean),
      }),
      async (input) => {
        await setCustomWords(context, input)
        return { said: 'Kept. Engines are told from the next video on.' }
      },
    ),
  })
}

export default function EngineSettings() {
  const { speech, language, choice: kept, words, mayManage } = useLoaderData<typeof loader>()
  const choosing = useFetcher<typeof action>()
  const outcome = useActionData<typeof action>()
  const trouble =
    outcome?.errors[''] ?? outcome?.errors.words ?? choosing.data?.errors[''] ?? undefined
  const test = outcome?.test ?? null
  // Shown at once; what the server has tells once it has answered.
  const choice = { ...kept, ...asked(choosing.formData) }
  const chooses = {
    ...{ choice, mayManage },
    onChoose: (changed: Partial<EngineChoice>) =>
      choosing.submit(
        {
          intent: 'choose',
          ...Object.fromEntries(
            Object.entries(changed).map(([part, names]) => [part, names.join(',')]),
          ),
        },
        { method: 'post' },
      ),
  }
  return (
    <>
      <SettingsHead title="Speech and language" />
      <p className="-mt-3 mb-6 max-w-[72ch] text-13 text-2">
        Speech turns sound into words. Language sharpens suggestions and writes texts for posting.
        Cliproom works without both, and says what it then cannot do. Both are set where the server
        is started.
      </p>
      {trouble && (
        <div className="mb-4">
          <Said text={trouble} bad />
        </div>
      )}
      <div className="grid grid-cols-2 gap-x-7 max-lg:grid-cols-1">
        <Section
          title="Speech"
          {...(speech.length > 1 && {
            end: <p className="text-12 text-3">tried in this order; the next one steps in</p>,
          })}
        >
          <SpeechCards speech={speech} test={test} {...chooses} />
          <p className="mt-3 text-12 text-3">SRT, VTT, JSON and text can always be imported.</p>
        </Section>
        <Section title="Language">
          <div className="flex flex-col gap-3.5">
            <div>
              <LanguageCard language={language} test={test} {...chooses} />
            </div>
            <LeavingCard speech={speech} language={language} {...chooses} />
          </div>
        </Section>
      </div>
      <Section title="Custom words" count={words.length}>
        <p className="mb-2 max-w-[72ch] text-13 text-2">
          Names and terms that are said in your videos, so that they are heard right. With commas or
          lines between them.
        </p>
        <Form method="post" className="flex max-w-160 flex-col items-start gap-2">
          <input type="hidden" name="intent" value="words" />
          <textarea
            name="words"
            aria-label="Custom words"
            rows={4}
            defaultValue={words.join(', ')}
            readOnly={!mayManage}
            className="w-full rounded-2 border border-edge bg-bg px-3 py-2 text-13 text-1"
          />
          {mayManage && <Button type="submit">Keep these words</Button>}
        </Form>
        {outcome?.intent === 'words' && !trouble && <Said text={outcome.said} />}
      </Section>
    </>
  )
}

/** The parts of a choice that a form holds: lists, with commas between. */
const listsOf = (form: FormData) =>
  Object.fromEntries(
    [...form].flatMap(([part, names]) =>
      part === 'intent' ? [] : [[part, String(names).split(',').filter(Boolean)]],
    ),
  )

/** What is being asked for, and not answered yet. */
const asked = (form: FormData | undefined): Partial<EngineChoice> => (form ? listsOf(form) : {})
