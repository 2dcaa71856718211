import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Languages } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { LanguageOptions } from '../components/language-options.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { StopWork } from './stop-work.tsx'
import type { VideoPage } from './video-page.ts'

/** Has all clips of a video translated, and says how far that is. It goes on without this page. */
export function TranslateClips({ page }: { page: VideoPage }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [language, setLanguage] = useState('es')
  const starting = useMutation(
    trpc.videos.translateClips.mutationOptions({
      onError: (error) => void toast.error(sayOf(error)),
      onSuccess: () =>
        queryClient.invalidateQueries({
          queryKey: trpc.videos.page.queryKey({ videoId: page.id }),
        }),
    }),
  )
  const { translating } = page
  if (translating) {
    const say = `Translating${translating.step ? `: ${translating.step}` : ', waits its turn'}`
    return (
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <p role="status" className="truncate text-12 text-2">
            {say}
          </p>
          <ProgressBar
            percent={translating.step ? translating.progress : null}
            label="Translating the clips"
          />
        </div>
        {page.mayChange && (
          <StopWork videoId={page.id} jobId={translating.id} label="Stop translating" />
        )}
      </div>
    )
  }
  return (
    <div className="flex items-center gap-1.5">
      <select
        aria-label="Translate the clips to"
        value={language}
        onChange={({ target }) => setLanguage(target.value)}
        className="h-8 min-w-0 rounded-2 border border-edge bg-bg px-2 text-13 text-1 max-md:h-11"
      >
        <LanguageOptions />
      </select>
      <Button
        size="small"
        busy={starting.isPending}
        icon={<Languages size={14} aria-hidden />}
        onClick={() => starting.mutate({ videoId: page.id, language })}
      >
        Translate all
      </Button>
    </div>
  )
}
