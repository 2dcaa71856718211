import { useEffect, useReducer, useRef } from 'react'
import { useCurrentFrame } from 'remotion'

/** Frames to the next one shown while time runs, at twice the pace too; any other step is a jump. */
const RUNNING = 2

/**
 * The frame whose captions to draw. Where they may follow, a jump is drawn one frame of the screen after the
 * film was sent there: its picture is not there sooner either, and a scrub that asks the film to move and
 * draws captions within the same frame has no time for it. `clip`: of another one they are drawn at once.
 */
export function useCaptionFrame(clip: unknown, mayFollow: boolean): number {
  const frame = useCurrentFrame()
  const now = useRef(frame)
  const drawn = useRef({ clip, frame })
  const asked = useRef(0)
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  now.current = frame
  const step = frame - drawn.current.frame
  const jumps = step < 0 || step > RUNNING
  if (!mayFollow || !jumps || drawn.current.clip !== clip) drawn.current = { clip, frame }
  useEffect(() => {
    if (drawn.current.frame === frame) return
    asked.current ||= requestAnimationFrame(() => {
      asked.current = 0
      drawn.current = { ...drawn.current, frame: now.current }
      drawAgain()
    })
  }, [frame])
  useEffect(() => () => cancelAnimationFrame(asked.current), [])
  return drawn.current.frame
}
