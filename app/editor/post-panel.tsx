import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy, PenLine, X } from 'lucide-react'
import { useState } from 'react'
import { Platform, type WrittenPost } from '#core/post-text.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPCClient } from '../trpc/client.tsx'
import { useRoom } from './use-room.tsx'

const names: Record<Platform, string> = {
  youtube: 'YouTube',
  tiktok: 'TikTok',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
}

/** What goes with the clip where it is posted: written by a language model, to be read before use. */
export function PostPanel({ onClose }: { onClose(): void }) {
  const { clip } = useRoom()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [platform, setPlatform] = useState<Platform>('youtube')
  const [busy, setBusy] = useState(false)
  const queryKey = ['post', clip.id]
  const kept = useQuery({
    queryKey,
    queryFn: () => client.clips.writePost.mutate({ clipId: clip.id, keptOnly: true }),
    retry: false,
  })
  const write = async () => {
    setBusy(true)
    await client.clips.writePost.mutate({ clipId: clip.id }).then(
      (written) => queryClient.setQueryData(queryKey, written),
      (error: unknown) => void toast.error(sayOf(error)),
    )
    setBusy(false)
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center border-line border-b pr-1.5 pl-3.5 max-md:h-14">
        <h2 className="mr-auto font-semibold text-13 text-1">For posting</h2>
        <IconButton label="Close the texts" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-3.5">
        {kept.isPending ? (
          <Skeleton className="h-40" />
        ) : kept.isError ? (
          <EmptyState title="No texts">{sayOf(kept.error)}</EmptyState>
        ) : kept.data ? (
          <Written written={kept.data} platform={platform} onPlatform={setPlatform} />
        ) : (
          <EmptyState
            icon={<PenLine size={24} aria-hidden />}
            title="Nothing written yet"
            actions={
              <Button look="filled" busy={busy} onClick={() => void write()}>
                Write them
              </Button>
            }
          >
            The words of this clip are sent to the language model that is set up. It writes titles,
            opening lines, descriptions and hashtags.
          </EmptyState>
        )}
      </div>
    </div>
  )
}

function Written({
  written: { post, model, usage },
  platform,
  onPlatform,
}: {
  written: WrittenPost
  platform: Platform
  onPlatform(platform: Platform): void
}) {
  const text = post.platforms[platform]
  return (
    <div className="flex flex-col gap-4">
      <Segmented<Platform>
        label="Where it is posted"
        value={platform}
        options={Platform.options.map((value) => ({ value, name: names[value] }))}
        onChange={onPlatform}
        className="flex-wrap"
      />
      {text ? (
        <>
          <Piece name="Title" text={text.title} />
          <Piece name="Description" text={text.description} />
          {text.hashtags.length > 0 && (
            <Piece name="Hashtags" text={text.hashtags.map((tag) => `#${tag}`).join(' ')} />
          )}
        </>
      ) : (
        <p className="text-13 text-2">What was written for {names[platform]} cannot be used.</p>
      )}
      {post.hooks.map((hook, i) => (
        <Piece key={hook} name={`Opening line ${i + 1}`} text={hook} />
      ))}
      <p className="text-11 text-3">
        By {model}
        {usage === null
          ? ', written before'
          : `, ${usage.tokens.toLocaleString('en')} tokens${usage.dollars === null ? '' : `, about $${Math.max(0.01, usage.dollars).toFixed(2)}`}`}
        . Read it before you post it.
      </p>
    </div>
  )
}

function Piece({ name, text }: { name: string; text: string }) {
  return (
    <section aria-label={name} className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <h3 className="text-12 text-3">{name}</h3>
        <p className="text-13 text-1">{text}</p>
      </div>
      <IconButton
        label={`Copy: ${name}`}
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => toast(`Copied: ${name}`),
            () => toast.error('This browser does not let us copy. Select the text instead.'),
          )
        }
      >
        <Copy size={14} aria-hidden />
      </IconButton>
    </section>
  )
}
