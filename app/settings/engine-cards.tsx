import { Form, useNavigation } from '@remix-run/react'
import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { type EngineChoice, inTheirOrder, Leaving, type SpeechName } from '#core/engine-choice.ts'
import type { EngineTest, LanguageFacts, SpeechFacts } from '#core/engine-facts.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Switch } from '../components/switch.tsx'
import { EngineTestResult } from './engine-test-result.tsx'

type Name = SpeechName | 'language'
export type Tested = EngineTest & { engine: Name }
type Choosing = {
  choice: EngineChoice
  mayManage: boolean
  onChoose(changed: Partial<EngineChoice>): void
}

const titles: Record<SpeechName, string> = {
  local: 'On this machine',
  server: 'A compatible server',
  openai: 'OpenAI',
  deepgram: 'Deepgram',
}

/** The speech engines as they are tried, each with what it can do, costs and takes away. */
export function SpeechCards({
  speech,
  test,
  ...choosing
}: Choosing & { speech: SpeechFacts[]; test: Tested | null }) {
  const { choice, mayManage, onChoose } = choosing
  const ordered = inTheirOrder(speech, choice)
  const move = (at: number, by: -1 | 1) => {
    const order = ordered.map(({ name }) => name)
    const [moved] = order.splice(at, 1)
    if (moved) order.splice(at + by, 0, moved)
    onChoose({ order })
  }
  if (speech.length === 0) {
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
  return (
    <ol aria-label="Speech engines, as they are tried" className="flex flex-col gap-3.5">
      {ordered.map((facts, i) => (
        <li key={facts.name}>
          <SpeechCard facts={facts} {...choosing}>
            {mayManage && ordered.length > 1 && (
              <>
                <IconButton
                  label={`Try ${titles[facts.name]} earlier`}
                  disabled={i === 0}
                  onClick={() => move(i, -1)}
                >
                  <ArrowUp size={16} aria-hidden />
                </IconButton>
                <IconButton
                  label={`Try ${titles[facts.name]} later`}
                  disabled={i === ordered.length - 1}
                  onClick={() => move(i, 1)}
                >
                  <ArrowDown size={16} aria-hidden />
                </IconButton>
              </>
            )}
          </SpeechCard>
          {mayManage && !choice.off.includes(facts.name) && !isHeld(facts, choice) && (
            <TestForm engine={facts.name} label="Test with 30 s" test={test} />
          )}
        </li>
      ))}
    </ol>
  )
}

function SpeechCard({
  facts,
  children,
  ...choosing
}: Choosing & { facts: SpeechFacts; children: ReactNode }) {
  const { name, id, host, words, confidence, diarize, pricePerMinute, endsOn } = facts
  const { choice } = choosing
  const held = isHeld(facts, choice)
  const isOff = choice.off.includes(name)
  return (
    <Card
      title={titles[name]}
      note={id}
      state={isOff ? 'Off' : held ? 'Held back' : null}
      end={
        <>
          {children}
          <OnOff name={name} title={titles[name]} {...choosing} />
        </>
      }
    >
      <p>
        {whereSoundGoes(facts)}{' '}
        {pricePerMinute === null
          ? 'What it costs is not known; it waits until somebody starts it.'
          : pricePerMinute > 0
            ? `About $${(pricePerMinute * 60).toFixed(2)} an hour; the cost is shown before it starts.`
            : 'It costs nothing.'}
      </p>
      {held && !isOff && (
        <p className="text-warning">Sound stays on this machine, so {host} is not asked.</p>
      )}
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
    </Card>
  )
}

/** It would take sound away, and sound stays. */
const isHeld = ({ leaves }: SpeechFacts, { stays }: EngineChoice) =>
  leaves && stays.includes('sound')

function whereSoundGoes({ host, leaves }: SpeechFacts): string {
  if (!host) return 'No key, nothing leaves.'
  return leaves ? `Sound goes to ${host}, elsewhere.` : `Sound goes to ${host}, on this machine.`
}

export function LanguageCard({
  language,
  test,
  ...choosing
}: Choosing & { language: LanguageFacts | null; test: Tested | null }) {
  if (!language) {
    return (
      <Card title="No language model is set up">
        <p>
          Suggestions go by the words alone. Translations and texts for posting want a model: set{' '}
          <code>LLM_BASE_URL</code> and <code>LLM_MODEL</code> to any OpenAI-compatible one.
        </p>
      </Card>
    )
  }
  const { model, host, leaves, budgetTokens } = language
  const isOff = choosing.choice.off.includes('language')
  return (
    <>
      <Card
        title={model}
        note={host}
        state={isOff ? 'Off' : null}
        end={<OnOff name="language" title={model} {...choosing} />}
      >
        <p>
          {leaves
            ? `Words of a video are sent to ${host}`
            : `Words of a video go to ${host}, on this machine`}
          , at most {budgetTokens.toLocaleString('en')} tokens a search. Sound and pictures never
          are.
        </p>
        {isOff && <p>Suggestions go by the words alone. Translations and posting texts wait.</p>}
      </Card>
      {choosing.mayManage && !isOff && <TestForm engine="language" label="Test" test={test} />}
    </>
  )
}

const leavings: Record<Leaving, string> = {
  sound: 'Sound, for transcribing',
  suggestions: 'Words, for suggestions',
  translation: 'Words, for translation',
  posts: 'Words, for posting texts',
}

/** What may be sent off this machine, and to whom it would go. */
export function LeavingCard({
  speech,
  language,
  choice,
  mayManage,
  onChoose,
}: Choosing & { speech: SpeechFacts[]; language: LanguageFacts | null }) {
  const ears = speech.flatMap(({ leaves, host }) => (leaves && host ? [host] : []))
  const mind = language?.leaves ? [language.host] : []
  return (
    <Card title="What may leave this machine">
      <ul className="flex flex-col">
        {Leaving.options.map((what) => {
          const hosts = what === 'sound' ? ears : mind
          const stays = choice.stays.includes(what)
          return (
            <li key={what} className="flex min-h-9 items-center gap-3 max-md:min-h-11">
              <span className="min-w-0 flex-1">{leavings[what]}</span>
              <span className="min-w-0 truncate text-12 text-3">
                {stays ? 'never' : hosts.length > 0 ? `to ${hosts.join(', ')}` : 'nobody takes it'}
              </span>
              {mayManage && (
                <Switch
                  label={`${leavings[what]} may leave this machine`}
                  checked={!stays}
                  onChange={(may) =>
                    onChoose({
                      stays: may
                        ? choice.stays.filter((other) => other !== what)
                        : [...choice.stays, what],
                    })
                  }
                />
              )}
            </li>
          )
        })}
        <li className="flex min-h-9 items-center gap-3 max-md:min-h-11">
          <span className="flex-1">Pictures</span>
          <span className="text-12 text-3">never: no engine takes any</span>
        </li>
      </ul>
    </Card>
  )
}

function OnOff({
  name,
  title,
  choice,
  mayManage,
  onChoose,
}: Choosing & { name: Name; title: string }) {
  if (!mayManage) return null
  return (
    <Switch
      label={`Use ${title}`}
      checked={!choice.off.includes(name)}
      onChange={(on) =>
        onChoose({
          off: on ? choice.off.filter((other) => other !== name) : [...choice.off, name],
        })
      }
    />
  )
}

function TestForm({ engine, label, test }: { engine: Name; label: string; test: Tested | null }) {
  const { state, formData } = useNavigation()
  const busy = state !== 'idle' && formData?.get('engine') === engine
  return (
    <Form method="post" className="-mt-1 rounded-b-3 border border-line border-t-0 bg-bg p-3 pt-4">
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

const Card = ({
  title,
  note,
  state,
  end,
  children,
}: {
  title: string
  note?: string
  state?: string | null
  end?: ReactNode
  children: ReactNode
}) => (
  <article className="relative flex flex-col gap-3 rounded-3 border border-line bg-panel p-4 text-13 text-2 [&_code]:text-1">
    <div className="flex items-center gap-1.5">
      <h3 className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 font-semibold text-15 text-1">
        {title}
        {state && (
          <span className="rounded-1 bg-raised px-1.5 font-medium text-12 text-2">{state}</span>
        )}
        {note && <span className="min-w-0 truncate font-normal text-12 text-3">{note}</span>}
      </h3>
      {end}
    </div>
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
