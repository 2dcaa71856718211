import { type Language, languages } from '#core/second-language.ts'
import { languageName } from './language-name.ts'

/** In which languages captions are written; each makes files of its own. */
export function ExportLanguages({
  offered,
  chosen,
  onChange,
}: {
  offered: Language[]
  /** Null: as it is spoken. */
  chosen: (Language | null)[]
  onChange(chosen: (Language | null)[]): void
}) {
  const all = [null, ...new Set([...offered, ...chosen.flatMap((one) => one ?? [])])]
  const others = languages.filter(([code]) => !all.includes(code))
  return (
    <fieldset className="mt-4 flex flex-col">
      <legend className="mb-2 font-medium text-12 text-2">Captions in</legend>
      <div className="flex flex-wrap gap-2">
        {all.map((language) => (
          <label
            key={language}
            lang={language ?? undefined}
            className="flex h-9 cursor-pointer items-center gap-2 rounded-2 border border-line bg-raised px-3 font-medium text-13 text-2 transition-colors duration-press hover:bg-hover has-checked:border-transparent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-[2px] has-focus-visible:outline-focus has-focus-visible:outline-offset-2 max-md:h-11"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={chosen.includes(language)}
              onChange={() =>
                onChange(
                  all.filter((one) =>
                    one === language ? !chosen.includes(one) : chosen.includes(one),
                  ),
                )
              }
            />
            {languageName(language)}
          </label>
        ))}
        <select
          aria-label="Another language"
          value=""
          onChange={({ target: { value } }) => value && onChange([...chosen, value])}
          className="h-9 rounded-2 border border-line bg-raised px-2 text-13 text-2 max-md:h-11"
        >
          <option value="">Another…</option>
          {others.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p className="mt-1.5 text-12 text-3">
        The subtitle files of each are in its language. To show two at once, the caption style Duo
        writes the second under the first.
      </p>
    </fieldset>
  )
}
