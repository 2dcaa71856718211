import { ImagePlus, X } from 'lucide-react'
import { useState } from 'react'
import { cardFrames, cardsOf } from '#core/card.ts'
import type { Overlay, OverlayOf } from '#core/overlay.ts'
import { fromFrame, ms } from '#core/time.ts'
import { Button } from '../components/button.tsx'
import { Switch } from '../components/switch.tsx'
import { AssetPicker, AssetRow } from './asset-picker.tsx'
import { LockedNote } from './locked-note.tsx'
import { ColourRow, NumberRow, saySeconds } from './overlay-field.tsx'
import { StyleRow } from './style-row.tsx'
import { Section } from './tab-body.tsx'
import { sayLength } from './timeline-view.ts'
import { useParts } from './use-parts.ts'
import { useClip, useLock, useRoom } from './use-room.tsx'

type CardOf<K extends 'intro' | 'outro'> = OverlayOf<K>

/** What comes before the clip, or after its hook, and what comes after it. */
export function CardSections({ overlays }: { overlays: readonly Overlay[] }) {
  const length = useClip((view) => view.length)
  const project = useClip((view) => view.project)
  const cards = cardsOf(project)
  const film = length + fromFrame(cardFrames(cards))
  return (
    <>
      <CardSection
        kind="intro"
        name="Intro"
        card={overlays.find((one): one is CardOf<'intro'> => one.kind === 'intro')}
        hint={cards.length > 0 ? `${sayLength(length)} becomes ${sayLength(film)}` : undefined}
      />
      <CardSection
        kind="outro"
        name="Outro"
        card={overlays.find((one): one is CardOf<'outro'> => one.kind === 'outro')}
      />
    </>
  )
}

function CardSection({
  kind,
  name,
  card,
  hint,
}: {
  kind: 'intro' | 'outro'
  name: string
  card: CardOf<'intro'> | CardOf<'outro'> | undefined
  hint?: string | undefined
}) {
  const { room } = useRoom()
  const parts = useParts()
  const onePiece = useClip((view) => view.blocks.length < 2)
  const [choosing, setChoosing] = useState(false)
  const on = card?.on ?? false
  const set = (change: Partial<Omit<CardOf<'outro'>, 'id' | 'kind'>>) =>
    parts.changeOverlay(kind, kind, change)
  if (useLock(kind))
    return (
      <Section name={name} hint={hint}>
        <LockedNote field={kind} what={on ? `The brand’s ${kind}` : `No ${kind}`} />
      </Section>
    )
  return (
    <Section
      name={name}
      hint={hint}
      on={on}
      onToggle={(next) => {
        if (card) set({ on: next })
        else if (next)
          parts.add(kind, { text: kind === 'intro' ? room.clip.getState().project.title : '' })
      }}
    >
      {card && on && (
        <>
          <input
            key={card.text}
            aria-label={`Text of the ${kind}`}
            placeholder="Text"
            defaultValue={card.text}
            maxLength={120}
            className="h-8 w-full min-w-0 rounded-2 border border-edge bg-bg px-2 text-13 text-1"
            onBlur={({ target }) => target.value !== card.text && set({ text: target.value })}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
          {card.asset === null ? (
            <Button icon={<ImagePlus size={14} aria-hidden />} onClick={() => setChoosing(true)}>
              Add picture
            </Button>
          ) : (
            <>
              <AssetRow kind="picture" id={card.asset} onChoose={(asset) => set({ asset })} />
              <Button
                size="small"
                look="ghost"
                icon={<X size={14} aria-hidden />}
                onClick={() => set({ asset: null })}
              >
                Without a picture
              </Button>
            </>
          )}
          <ColourRow
            name="Ground"
            value={card.background}
            onPreview={(background) => parts.previewOverlay(kind, { background })}
            onChange={(background) => set({ background })}
          />
          <NumberRow
            name="Lasts"
            label={`How long the ${kind} lasts`}
            value={card.ms}
            min={300}
            max={15_000}
            step={100}
            say={saySeconds}
            onPreview={(length) => parts.previewOverlay(kind, { ms: ms(length) })}
            onChange={(length) => set({ ms: ms(length) })}
          />
          {card.kind === 'intro' && (
            <>
              <StyleRow name="After the hook">
                <Switch
                  label="The hook comes before the intro"
                  checked={card.afterHook}
                  onChange={(afterHook) => parts.changeOverlay('intro', 'intro', { afterHook })}
                />
              </StyleRow>
              {card.afterHook && onePiece && (
                <p className="text-12 text-3">
                  The clip is one piece, so the intro comes first. Split it after the hook.
                </p>
              )}
            </>
          )}
          {kind === 'outro' && on && (
            <p className="text-12 text-3">
              It comes after the last word; play the end of the clip to see it.
            </p>
          )}
        </>
      )}
      {choosing && (
        <AssetPicker
          kind="picture"
          onClose={() => setChoosing(false)}
          onChoose={(asset) => set({ asset })}
        />
      )}
    </Section>
  )
}
