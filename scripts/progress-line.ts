import type { StageProgress } from '#pipeline/stage-progress.ts'

/** Where progress is told: a terminal gets one line that moves, a file a line now and then. */
export type ProgressLine = { show(progress: StageProgress): void; end(): void }

const WIDTH = 24
/** In a log, often enough to see that it lives. */
const LOG_EVERY_PERCENT = 10

export function progressLine(stream: {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}): ProgressLine {
  return stream.isTTY ? movingLine(stream) : plainLines(stream)
}

function movingLine(stream: { columns?: number; write(text: string): unknown }): ProgressLine {
  let drawn = 0
  let last = ''
  return {
    show(progress) {
      const filled = Math.round((progress.percent / 100) * WIDTH)
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
      const line = `${bar} ${text(progress)}`.slice(0, Math.max(20, (stream.columns ?? 80) - 1))
      // Terminals far away are slow, and a second has only so many pictures.
      if (line === last || (performance.now() - drawn < 100 && progress.percent < 100)) return
      last = line
      drawn = performance.now()
      stream.write(`\r\x1b[2K${line}`)
    },
    end() {
      if (last !== '') stream.write('\r\x1b[2K')
      last = ''
    },
  }
}

function plainLines(stream: { write(text: string): unknown }): ProgressLine {
  let told = Number.NEGATIVE_INFINITY
  let step = ''
  return {
    show(progress) {
      if (progress.step === step && progress.percent < told + LOG_EVERY_PERCENT) return
      step = progress.step
      told = progress.percent
      stream.write(`${text(progress)}\n`)
    },
    end() {},
  }
}

function text({ percent, step, etaMs }: StageProgress): string {
  const left = etaMs === null || etaMs === 0 ? '' : `, ${timeLeft(etaMs)} left`
  return `${String(Math.floor(percent)).padStart(3)}%  ${step}${left}`
}

function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
