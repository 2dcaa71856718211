import { Player, type PlayerRef } from '@remotion/player'
import { useEffect, useMemo, useRef } from 'react'
import { plainStyle } from '#core/caption-style.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { spokenClip } from '#core/hard-texts.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import type { CompiledStyle, StyleFacts, StyleFault, StyleProps } from '#core/written-style.ts'
import type { FrameSession } from '#remotion/written/frame-session.ts'
import { StyleSample } from '#remotion/written/style-sample.tsx'

/** A style with some words, in one shape, as the export draws them. */
export function StyleStage({
  text,
  shape,
  style,
  props,
  playing,
  ground,
  label,
  onFault,
  onFacts,
  onSession,
}: {
  text: string
  shape: Shape
  style: CompiledStyle
  props: StyleProps
  playing: boolean
  ground: string
  label: string
  onFault(fault: StyleFault | null): void
  onFacts?: ((facts: StyleFacts) => void) | undefined
  onSession?: ((session: FrameSession | null) => void) | undefined
}) {
  const player = useRef<PlayerRef>(null)
  const heard = useRef({ onFault, onFacts, onSession })
  heard.current = { onFault, onFacts, onSession }
  const project = useMemo(
    () => ({
      ...spokenClip(text, shape),
      // Which version is nobody's business here: the draft is handed in below.
      style: { ...plainStyle('plain'), template: { id: 'draft', version: 1 }, overrides: props },
    }),
    [text, shape, props],
  )
  const frames = clipFrames(cutList(project))
  const inputProps = useMemo(
    () => ({
      project,
      shape,
      ground,
      written: {
        frame: '/style-frame',
        style,
        onFault: (fault: StyleFault | null) => heard.current.onFault(fault),
        onFacts: (facts: StyleFacts) => heard.current.onFacts?.(facts),
        onSession: (session: FrameSession | null) => heard.current.onSession?.(session),
      },
    }),
    [project, shape, style, ground],
  )
  useEffect(() => {
    if (playing) player.current?.play()
    else player.current?.pause()
  }, [playing])
  const { width, height } = shapeSize[shape]
  return (
    <figure
      aria-label={label}
      className="relative overflow-hidden rounded-2 bg-[#2b3346]"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <Player
        ref={player}
        component={StyleSample}
        inputProps={inputProps}
        durationInFrames={frames}
        fps={FPS}
        compositionWidth={width}
        compositionHeight={height}
        style={{ width: '100%', height: '100%' }}
        loop
        autoPlay={playing}
        initialFrame={Math.min(20, frames - 1)}
        spaceKeyToPlayOrPause={false}
        acknowledgeRemotionLicense
        numberOfSharedAudioTags={0}
        errorFallback={() => null}
      />
    </figure>
  )
}
