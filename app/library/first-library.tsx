import { useNavigate } from '@remix-run/react'
import { useMutation } from '@tanstack/react-query'
import { FileVideo, Play, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../components/button.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'

const steps = [
  ['Open the sample', 'Two voices, under three minutes, with words and suggestions.'],
  ['Accept a suggestion', 'It becomes a clip you can cut by its words.'],
  ['Open it in a second window', 'Both see every change at once.'],
  ['Export it', 'An mp4 and its subtitles, in the shape you like.'],
] as const

/** A library with nothing of one's own in it: where to begin, and something to try at once. */
export function FirstLibrary({
  onChoose,
  sampleId,
  sample,
}: {
  onChoose(): void
  /** Its card. */
  sample: ReactNode
  /** The sample, once it has been opened. */
  sampleId: string | null
}) {
  const trpc = useTRPC()
  const navigate = useNavigate()
  const opening = useMutation(
    trpc.videos.openSample.mutationOptions({
      onSuccess: ({ videoId }) => navigate(`/videos/${videoId}`),
      onError: (error) => toast.error(sayOf(error)),
    }),
  )
  return (
    <div className="flex flex-col gap-6">
      <section className="flex flex-col items-center rounded-4 border border-edge border-dashed px-6 py-14 text-center max-md:py-10">
        <span className="mb-4 grid size-13 place-items-center rounded-3 bg-hover text-1">
          <FileVideo size={24} strokeWidth={1.75} aria-hidden />
        </span>
        <h2 className="font-semibold text-20 text-1">Drop your first long video here</h2>
        <p className="mt-1.5 max-w-[44ch] text-2">
          MP4, MOV, MKV, WebM, AVI, MP3, M4A or WAV, any length up to 10 GB. Uploads carry on after
          a lost connection.
        </p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <Button
            look="filled"
            icon={<Upload size={16} aria-hidden />}
            className="max-md:h-11"
            onClick={onChoose}
          >
            Choose a file
          </Button>
          {sampleId === null && (
            <Button
              icon={<Play size={16} aria-hidden />}
              className="max-md:h-11"
              busy={opening.isPending}
              onClick={() => opening.mutate()}
            >
              Try the sample talk
            </Button>
          )}
        </div>
      </section>
      <div className="grid items-start gap-x-7 gap-y-6 min-[860px]:grid-cols-2">
        {sample}
        <section aria-labelledby="try-heading">
          <h2 id="try-heading" className="font-semibold text-13 text-1">
            Four things to try, three minutes
          </h2>
          <ol className="mt-3 flex flex-col gap-3.5">
            {steps.map(([name, what], i) => (
              <li key={name} className="flex items-start gap-3.5">
                <span
                  aria-hidden
                  className="tabular grid size-6 shrink-0 place-items-center rounded-full border border-edge text-12 text-2"
                >
                  {i + 1}
                </span>
                <div className="min-w-0">
                  <h3 className="font-medium text-13 text-1">{name}</h3>
                  <p className="text-12 text-3">{what}</p>
                </div>
                {i === 0 && sampleId !== null && (
                  <ButtonLink to={`/videos/${sampleId}`} size="small" className="ml-auto">
                    Take me there
                  </ButtonLink>
                )}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  )
}
