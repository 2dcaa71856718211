import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EngineTest, LanguageFacts, SpeechFacts } from '#core/engine-facts.ts'
import { roleIn } from '#db/workspace-people.ts'
import { customWords } from '#db/workspaces.ts'
import {
  SetCustomWords,
  setCustomWords,
  TestEngine,
  testEngine,
} from '../commands/engines.server.ts'
import { Button } from '../components/button.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { EngineTestResult } from '../settings/engine-test-result.tsx'
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
  const { speech, language, words, mayManage } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const trouble = outcome?.errors[''] ?? outcome?.errors.words
  const test = outcome?.test ?? null
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
        <Section title="Speech">
          <SpeechCard speech={speech}>
            {speech && mayManage && <TestForm engine="speech" label="Test with 30 s" test={test} />}
          </SpeechCard>
          <p className="mt-3 text-12 text-3">SRT, VTT, JSON and text can always be imported.</p>
        </Section>
        <Section title="Language">
          <LanguageCard language={language}>
            {language && mayManage && <TestForm engine="language" label="Test" test={test} />}
          </LanguageCard>
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

type Tested = EngineTest & { engine: 'speech' | 'language' }

function TestForm({
  engine,
  label,
  test,
}: {
  engine: 'speech' | 'language'
  label: string
  test: Tested | null
}) {
  const { state, formData } = useNavigation()
  const busy = state !== 'idle' && formData?.get('engine') === engine
  return (
    <Form method="post" className="rounded-2 bg-bg p-3">
      <input type="hidden" name="intent" value="test" />
      <input type="hidden" name="engine" value={engine} />
      <EngineTestResult test={test?.engine === engine && !busy ? test : null}>
        <Button type="submit" size="small" busy={busy}>
          {test?.engine === engine ? 'Test again' : label}
        </Button>
      </EngineTestResult>
    </Form>
  )
}

function SpeechCard({ speech, children }: { speech: SpeechFacts | null; children: ReactNode }) {
  if (!speech) {
    return (
      <Card title="No speech engine is set up">
        <p>
          Words come from what you import. Set <code>TRANSCRIBE_ENGINE=local</code> to hear on this
          machine without a key, or <code>TRANSCRIBE_BASE_URL</code> to any OpenAI-compatible
          server. Nothing is ever made up.
        </p>
      </Card>
    )
  }
  const { id, where, host, words, confidence, diarize, pricePerMinute, endsOn } = speech
  return (
    <Card
      title={
        where === 'here'
          ? 'On this machine'
          : where === 'cloud'
            ? 'In the cloud'
            : 'A compatible server'
      }
      note={id}
    >
      <p>
        {host ? `Sound is sent to ${host}. ` : 'No key, nothing leaves. '}
        {pricePerMinute === null
          ? 'What it costs is not known; it waits until somebody starts it.'
          : pricePerMinute > 0
            ? `About $${(pricePerMinute * 60).toFixed(2)} an hour; the cost is shown before it starts.`
            : 'It costs nothing.'}
      </p>
      {endsOn && (
        <p className="text-warning">
          This model ends on {endsOn}. Its successor, gpt-transcribe, gives no times of words.
        </p>
      )}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        <Can it={words === 'native'}>time of each word</Can>
        <Can it={diarize}>speakers</Can>
        <Can it={confidence !== 'none'}>how sure</Can>
      </ul>
      {children}
    </Card>
  )
}

function LanguageCard({
  language,
  children,
}: {
  language: LanguageFacts | null
  children: ReactNode
}) {
  if (!language) {
    return (
      <Card title="No language model is set up">
        <p>
          Suggestions go by the words alone. Texts for posting want a model: set{' '}
          <code>LLM_BASE_URL</code> and <code>LLM_MODEL</code> to any OpenAI-compatible one.
        </p>
      </Card>
    )
  }
  const { model, host, budgetTokens } = language
  return (
    <Card title={model} note={host}>
      <p>
        Words of a video are sent to {host}, at most {budgetTokens.toLocaleString('en')} tokens a
        search. Sound and pictures never are.
      </p>
      {children}
    </Card>
  )
}

const Card = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => (
  <article className="flex flex-col gap-3 rounded-3 border border-line bg-panel p-4 text-13 text-2 [&_code]:text-1">
    <h3 className="flex flex-wrap items-baseline gap-2 font-semibold text-15 text-1">
      {title}
      {note && <span className="font-normal text-12 text-3">{note}</span>}
    </h3>
    {children}
  </article>
)

const Can = ({ it, children }: { it: boolean; children: string }) => (
  <li className="flex items-center gap-1.5 text-12">
    {it ? (
      <Check size={14} aria-hidden className="text-success" />
    ) : (
      <Minus size={14} aria-hidden className="text-3" />
    )}
    <span className={it ? 'text-1' : 'text-3'}>
      {children}
      {!it && <span className="sr-only">: no</span>}
    </span>
  </li>
)
