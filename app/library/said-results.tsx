import { Link } from '@remix-run/react'
import { sayCount } from '#core/say-count.ts'
import type { Quote, SaidIn } from '#core/video.ts'
import { sayClock, speakClock } from '../say-time.ts'

/** Where the words were said: each sentence leads to its place in the video. */
export function SaidResults({ found, typed }: { found: SaidIn[]; typed: string }) {
  const places = found.reduce((sum, { total }) => sum + total, 0)
  return (
    <section aria-labelledby="said-heading">
      <h2 id="said-heading" className="mb-3 font-semibold text-15 text-1">
        Said in {found.length === 1 ? 'one video' : `${found.length} videos`}
        <span className="ml-2 font-normal text-12 text-3">{sayCount(places, 'place')}</span>
      </h2>
      <ul className="flex flex-col gap-2">
        {found.map(({ video, quotes, total }) => (
          <li key={video.id} className="flex gap-4 rounded-3 bg-panel p-3 max-md:flex-col">
            <Link
              to={`/videos/${video.id}?q=${encodeURIComponent(typed)}`}
              className="flex w-56 shrink-0 items-start gap-3 rounded-2 max-md:w-full"
            >
              <span className="relative aspect-video w-24 shrink-0 overflow-hidden rounded-2 bg-stage">
                {video.hasPoster && (
                  <img
                    src={`/media/videos/${video.id}/poster.jpg`}
                    alt=""
                    loading="lazy"
                    className="size-full object-cover"
                  />
                )}
              </span>
              <span className="min-w-0">
                <span className="line-clamp-2 font-semibold text-13 text-1">{video.title}</span>
                <span className="line-clamp-1 text-12 text-3">{video.project.name}</span>
              </span>
            </Link>
            <ul className="min-w-0 flex-1">
              {quotes.map((quote) => (
                <li key={quote.at}>
                  <Link
                    to={`/videos/${video.id}?t=${Math.floor(quote.at / 1000)}&q=${encodeURIComponent(typed)}`}
                    className="flex gap-3 rounded-2 px-2 py-1 hover:bg-hover max-md:py-2"
                  >
                    <span
                      role="img"
                      className="tabular w-14 shrink-0 text-right text-12 text-accent-text leading-5"
                      aria-label={`At ${speakClock(quote.at)}`}
                    >
                      {sayClock(quote.at)}
                    </span>
                    <Sentence quote={quote} />
                  </Link>
                </li>
              ))}
              {total > quotes.length && (
                <li className="px-2 pt-1 pl-[76px] text-12 text-3">
                  and {total - quotes.length} more in this video
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sentence({ quote }: { quote: Quote }) {
  return (
    <q className="min-w-0 flex-1 text-13 text-2 [quotes:none]">
      {quote.cutBefore && '… '}
      {quote.words.map(({ text, hit }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a quote never changes
        <span key={i}>
          {hit ? (
            <mark className="rounded-1 bg-accent-soft px-0.5 font-medium text-1">{text}</mark>
          ) : (
            text
          )}{' '}
        </span>
      ))}
      {quote.cutAfter && '…'}
    </q>
  )
}
