/** What people say while they look for words. */
export type Fillers = {
  /** Never means anything. */
  always: RegExp
  /** Means something, unless it stands between pauses. Small letters, word by word. */
  between: readonly string[][]
}

const phrases = (...texts: string[]) => texts.map((text) => text.split(' '))

const known: Record<string, Fillers> = {
  en: {
    always: /^(?:u+m+|u+h+m*|e+rm*|h+m+|mm+|ah+m+)$/,
    between: phrases('you know', 'i mean', 'sort of', 'kind of', 'like', 'right', 'okay'),
  },
  de: {
    always: /^(?:ä+h*m*|ö+h*m*|eh+m+|h+m+)$/,
    between: phrases('weißt du', 'ich mein', 'ich meine', 'sozusagen', 'quasi', 'halt', 'genau'),
  },
  fr: {
    always: /^(?:e+u+h+|h+e+u+|h+m+)$/,
    between: phrases('tu vois', 'tu sais', 'genre', 'quoi', 'enfin'),
  },
  es: {
    always: /^(?:e+h+m*|e+m+|m+h*m+)$/,
    between: phrases('o sea', 'este', 'pues', 'bueno', 'sabes'),
  },
  it: {
    always: /^(?:e+h+m+|u+h+m+|m+h*m+)$/,
    between: phrases('cioè', 'diciamo', 'insomma', 'tipo'),
  },
  ja: { always: /^(?:えっ?とー*|えーっ?とー*|あのー+|えー+)$/, between: [] },
  zh: { always: /^(?:呃+|嗯+)$/, between: [] },
  pt: { always: /^(?:h+u+m+|a+h+m+|é+h+)$/, between: phrases('tipo', 'né', 'quer dizer', 'sabe') },
}

/** Null for a language whose fillers we do not know: then none are found, rather than wrong ones. */
export const fillersOf = (language: string): Fillers | null =>
  known[language.toLowerCase().split(/[-_]/, 1)[0] ?? ''] ?? null
