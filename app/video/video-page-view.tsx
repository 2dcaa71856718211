import { clsx } from 'clsx'
import { Pencil } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { SuggestionId } from '#core/ids.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { toast } from '../components/toast.ts'
import type { Span } from '../editor/transcript-text.ts'
import { sayClock } from '../say-time.ts'
import { ClipList } from './clip-list.tsx'
import { FindBar } from './find-bar.tsx'
import type { Bounds } from './moment-bounds.ts'
import { momentSpans } from './moment-spans.ts'
import { passageAt, passageOf, titleOf } from './passage.ts'
import { createPlayer } from './player.ts'
import { PlayerFrame } from './player-frame.tsx'
import { createSelection, spanOf } from './selection.ts'
import { cardId } from './suggestion-card.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import { momentsOf, type SuggestionOrder, shownSuggestions } from './suggestions.ts'
import { TranscriptPane } from './transcript-pane.tsx'
import { TranscriptWaiting } from './transcript-waiting.tsx'
import { FailedPanel, NeedsWords, NoPlayerYet, Notes } from './trouble-panels.tsx'
import { useFind } from './use-find.ts'
import { usePageActions } from './use-page-actions.ts'
import { usePageKeys } from './use-page-keys.ts'
import { PlayerProvider } from './use-player.tsx'
import { useVideoPage, useWords } from './use-video-page.ts'
import { useWordsImport } from './use-words-import.ts'
import type { VideoPage } from './video-page.ts'
import { VideoStrip } from './video-strip.tsx'
import { VideoTopBar } from './video-top-bar.tsx'
import { WordsImport } from './words-import.tsx'
import { CardSkeletons, UploadPanel, WorkPanel } from './work-panels.tsx'

/** What the address asks for besides the video. */
export type Arrival = {
  /** Where to be, ms. */
  at: number | null
  /** What to look for. */
  find: string
  /** What the suggestions were last asked for. */
  asked: string
  wantsImport: boolean
}

const WordsDialog = lazy(async () => ({
  default: (await import('./words-dialog.tsx')).WordsDialog,
}))

const WordsEditor = lazy(() => import('./words-editor.tsx'))

const ChooseTemplate = lazy(async () => ({
  default: (await import('../templates/choose-template.tsx')).ChooseTemplate,
}))

const NO_WORDS: string[] = []

type Pane = 'suggestions' | 'words' | 'clips'

/** A long video and what is made of it. */
export function VideoPageView({
  loaded,
  me,
  arrival,
}: {
  loaded: VideoPage
  me: string
  arrival: Arrival
}) {
  const page = useVideoPage(loaded)
  const { words, failed, again } = useWords(page)
  const duration = useRef(0)
  duration.current = page.durationMs ?? 0
  const [player] = useState(() => createPlayer(() => duration.current))
  const [selection] = useState(createSelection)
  const actions = usePageActions(page)
  const [pane, setPane] = useState<Pane>(arrival.find ? 'words' : 'suggestions')
  const [order, setOrder] = useState<SuggestionOrder>('score')
  const [moved, setMoved] = useState<Record<string, Bounds>>({})
  const [showsWords, setShowsWords] = useState(false)
  const [editsWords, setEditsWords] = useState(false)
  const [givesTemplate, setGivesTemplate] = useState(false)
  const [asked, setAsked] = useState(arrival.asked)
  const [pressed, setPressed] = useState<SuggestionId | null>(null)
  const previewed = useStore(player.state, ({ preview }) =>
    preview && preview.id !== 'words' ? preview.id : null,
  )

  const { at } = arrival
  useEffect(() => {
    if (at !== null) player.seek(at)
  }, [player, at])
  const find = useFind(words?.plain ?? NO_WORDS, arrival.find, () =>
    Math.max(0, words?.text.wordAt(player.playhead.get()) ?? 0),
  )
  const findInput = useRef<HTMLInputElement>(null)
  usePageKeys(player, () => {
    setPane('words')
    requestAnimationFrame(() => findInput.current?.focus())
  })

  const suggestions = useMemo(() => shownSuggestions(page, moved), [page, moved])
  const shown = useMemo(() => suggestions.filter(({ dismissed }) => !dismissed), [suggestions])
  const spans = useMemo(
    () => (words ? momentSpans(words.text, momentsOf(page.clips, shown)) : []),
    [words, page.clips, shown],
  )

  const beginClip = (span: Span | null) => {
    const text = words?.text ?? null
    const passage =
      text && span
        ? passageOf(text, span, duration.current)
        : passageAt(text, player.playhead.get(), duration.current)
    if (!passage) return
    const title =
      text && passage.words
        ? titleOf(text, passage.words)
        : `${page.title.slice(0, 180)}, ${sayClock(passage.from)}`
    actions.makeClip(passage, title)
  }

  const showSuggestion = (id: SuggestionId) => {
    const one = shown.find((other) => other.id === id)
    if (!one) return
    setPressed(id)
    setPane('suggestions')
    player.seek(one.from)
    requestAnimationFrame(() => {
      const card = document.getElementById(cardId(id))
      card?.scrollIntoView({ block: 'nearest' })
      card?.focus({ preventScroll: true })
    })
  }
  const showClips = () => {
    setPane('clips')
    requestAnimationFrame(() => {
      const list = document.getElementById('clips')
      list?.scrollIntoView({ block: 'start' })
      list?.focus({ preventScroll: true })
    })
  }

  const wordsImport = useWordsImport(page, actions)
  const isWorking =
    page.status === 'ingesting' || page.status === 'transcribing' || page.status === 'analysing'
  const hasSuggestions = page.status === 'ready' || suggestions.length > 0

  return (
    <PlayerProvider value={player}>
      <div className="flex h-dvh min-h-[640px] flex-col bg-bg">
        <VideoTopBar
          page={page}
          actions={actions}
          onShowClips={showClips}
          onNewClip={
            page.durationMs !== null && page.media.proxy
              ? () => beginClip(spanOf(selection.getState().selection))
              : null
          }
          onReplaceWords={wordsImport.begin}
          onWords={words && (() => setShowsWords(true))}
          onTemplate={() => setGivesTemplate(true)}
        />
        {givesTemplate && (
          <Suspense>
            <ChooseTemplate
              clips={page.clips}
              all={page.id}
              source={sourceOf(page)}
              onClose={() => setGivesTemplate(false)}
              onDone={(said) => void toast(said)}
            />
          </Suspense>
        )}
        {showsWords && words && (
          <Suspense>
            <WordsDialog page={page} words={words} onClose={() => setShowsWords(false)} />
          </Suspense>
        )}
        <main
          id="main"
          className={clsx(
            'grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_auto_minmax(0,1fr)] [grid-template-areas:"player"_"strip"_"tabs"_"panel"]',
            'lg:grid-cols-[424px_minmax(0,1fr)] lg:grid-rows-[auto_auto_minmax(0,1fr)] lg:[grid-template-areas:"strip_strip"_"player_side"_"words_side"] min-[1700px]:lg:grid-cols-[500px_minmax(0,1fr)]',
          )}
        >
          <div className="[grid-area:strip]">
            <VideoStrip
              page={page}
              suggestions={shown}
              active={previewed ?? pressed}
              onSuggestion={showSuggestion}
            />
          </div>
          <div className="z-10 bg-stage [grid-area:player] max-lg:sticky max-lg:top-0 lg:border-line lg:border-r">
            <PlayerFrame page={page} waiting={<NoPlayerYet page={page} />} />
          </div>
          <div className="flex h-13 items-center border-line border-b px-3 [grid-area:tabs] lg:hidden">
            <Segmented<Pane>
              label="Show"
              value={pane}
              options={[
                { value: 'suggestions', name: 'Suggestions', after: <Count of={shown.length} /> },
                { value: 'words', name: 'Words' },
                { value: 'clips', name: 'Clips', after: <Count of={page.clips.length} /> },
              ]}
              onChange={setPane}
              className="flex-1 *:flex-1 *:justify-center"
            />
          </div>
          <section
            aria-label="Words"
            className={clsx(
              'flex min-h-0 flex-col max-lg:[grid-area:panel] lg:border-line lg:border-r lg:[grid-area:words]',
              pane !== 'words' && 'max-lg:hidden',
            )}
          >
            <FindBar
              typed={find.typed}
              onType={find.type}
              at={find.at}
              count={find.found.places.length}
              onStep={find.step}
              input={findInput}
              disabled={!words}
            >
              {page.mayChange && (
                <IconButton
                  label="Edit words"
                  pressed={editsWords}
                  disabled={!words}
                  onClick={() => setEditsWords(!editsWords)}
                >
                  <Pencil size={16} aria-hidden />
                </IconButton>
              )}
            </FindBar>
            <div className={clsx('flex min-h-0 flex-1 flex-col', editsWords && 'max-lg:hidden')}>
              {words ? (
                <TranscriptPane
                  words={words}
                  language={page.transcript?.language ?? ''}
                  spans={spans}
                  found={find.found}
                  place={find.place}
                  selection={selection}
                  busy={actions.making}
                  onMakeClip={page.mayChange ? beginClip : null}
                />
              ) : (
                <TranscriptWaiting page={page} failed={failed} onAgain={again} />
              )}
            </div>
          </section>
          {editsWords && words && page.transcript && (
            <div
              className={clsx(
                // Below the field that finds words, where there is one place for all.
                'min-h-0 max-lg:mt-11 max-lg:[grid-area:panel] lg:[grid-area:side]',
                pane !== 'words' && 'max-lg:hidden',
              )}
            >
              <Suspense>
                <WordsEditor
                  page={page}
                  transcript={page.transcript}
                  words={words}
                  found={find.found}
                  place={find.place}
                  onClose={() => setEditsWords(false)}
                />
              </Suspense>
            </div>
          )}
          <div
            className={clsx(
              'min-h-0 overflow-y-auto overscroll-contain px-4 pb-6 max-lg:px-3 max-lg:[grid-area:panel] lg:[grid-area:side]',
              pane === 'words' && 'max-lg:hidden',
              editsWords && 'lg:hidden',
            )}
          >
            <div className={clsx(pane === 'clips' && 'max-lg:hidden')}>
              <Notes notes={page.notes} />
              {page.status === 'uploading' && <UploadPanel page={page} />}
              {isWorking && <WorkPanel page={page} />}
              {isWorking && !hasSuggestions && <CardSkeletons />}
              {page.status === 'failed' && <FailedPanel page={page} actions={actions} />}
              {page.status === 'needs-words' && (
                <NeedsWords
                  page={page}
                  actions={actions}
                  onImport={wordsImport.choose}
                  asked={arrival.wantsImport}
                />
              )}
              {hasSuggestions && (
                <SuggestionList
                  page={page}
                  suggestions={suggestions}
                  order={order}
                  onOrder={setOrder}
                  sentences={words?.sentences ?? null}
                  transcript={words?.whole ?? null}
                  asked={asked}
                  onAsk={(prompt) => actions.steer(prompt).then((sent) => sent && setAsked(prompt))}
                  me={me}
                  actions={actions}
                  onMove={({ id }, to) => setMoved((now) => ({ ...now, [id]: to }))}
                />
              )}
            </div>
            <div className={clsx(pane === 'suggestions' && 'max-lg:hidden')}>
              {(page.clips.length > 0 || page.status === 'ready') && (
                <ClipList page={page} me={me} />
              )}
            </div>
          </div>
        </main>
        <WordsImport page={page} actions={actions} words={wordsImport} />
      </div>
    </PlayerProvider>
  )
}

const Count = ({ of }: { of: number }) => of > 0 && <span className="tabular text-3">{of}</span>

/** What a clip of this video is drawn over. */
function sourceOf({ media, hasVideo, width, height }: VideoPage) {
  const { proxy: src } = media
  return {
    picture: src && hasVideo ? { src, width: width ?? 1920, height: height ?? 1080 } : null,
    sound: src && !hasVideo ? { src } : null,
  }
}
