import { languages } from '#core/second-language.ts'

/** The languages that captions are translated to, in a list to choose from. */
export const LanguageOptions = () =>
  languages.map(([code, name]) => (
    <option key={code} value={code}>
      {name}
    </option>
  ))
