import { SmilePlus, X } from 'lucide-react'
import { useMemo } from 'react'
import { selectWords } from './selection.ts'
import { useCanEdit, useClip, useRoom } from './use-room.tsx'
import { WordEmoji } from './word-emoji.tsx'
import { wordIndex } from './word-index.ts'

/** The words that are written louder; each leads to where it is said. */
export function EmphasisedWords() {
  const { room, actions } = useRoom()
  const words = useClip((view) => view.project.words)
  const canEdit = useCanEdit()
  const strong = useMemo(() => words.filter((word) => word.emphasised && !word.cut), [words])
  return (
    <section aria-label="Emphasised words" className="flex flex-col gap-2">
      <h3 className="font-semibold text-13 text-1">Emphasised words</h3>
      {strong.length === 0 ? (
        <p className="text-12 text-3">
          None. Select a word, then press <kbd className="rounded-1 bg-hover px-1 text-1">B</kbd> or
          Emphasise.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {strong.map((word) => {
            const i = wordIndex(word.id)
            return (
              <li
                key={word.id}
                className="flex items-center rounded-2 bg-hover text-12 text-1 leading-6"
              >
                <button
                  type="button"
                  className="rounded-2 pl-2 hover:text-accent-text"
                  onClick={() => {
                    room.ui.setState({ selection: selectWords(i, i) })
                    const at = room.clip.getState().heard.find((one) => one.id === word.id)
                    if (at) room.transport.seek(at.from)
                  }}
                >
                  {word.text.replace(/[.,!?;:]+$/, '')}
                </button>
                {canEdit ? (
                  <>
                    <WordEmoji word={word}>
                      <button
                        type="button"
                        aria-label={
                          word.emoji
                            ? `Emoji with “${word.text}”: ${word.emoji}`
                            : `Add an emoji to “${word.text}”`
                        }
                        className="grid h-6 min-w-6 place-items-center pl-1 text-3 hover:text-1"
                      >
                        {word.emoji ?? <SmilePlus size={12} aria-hidden />}
                      </button>
                    </WordEmoji>
                    <button
                      type="button"
                      aria-label={`No emphasis on “${word.text}”`}
                      className="grid size-6 place-items-center text-3 hover:text-1"
                      onClick={() => actions.unemphasise(i)}
                    >
                      <X size={12} aria-hidden />
                    </button>
                  </>
                ) : (
                  <span className="px-1">{word.emoji}</span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
