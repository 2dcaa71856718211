/** Words whose emoji nobody has to think about, by their stem in lower case. */
const table: Record<string, string> = {
  ...each('🔥', 'fire', 'hot', 'lit', 'feuer', 'fuego', 'feu'),
  ...each('💰', 'money', 'cash', 'profit', 'revenue', 'geld', 'dinero', 'argent'),
  ...each('❤️', 'love', 'heart', 'liebe', 'amor', 'amour'),
  ...each('😂', 'funny', 'laugh', 'laughed', 'laughing', 'joke', 'hilarious', 'lustig'),
  ...each('😱', 'scary', 'shocked', 'terrifying', 'horror', 'scared'),
  ...each('😡', 'angry', 'hate', 'hates', 'hated', 'furious'),
  ...each('😢', 'sad', 'cried', 'cry', 'crying', 'traurig', 'triste'),
  ...each('🤯', 'crazy', 'insane', 'unbelievable', 'incredible', 'verrückt'),
  ...each('💡', 'idea', 'ideas', 'insight', 'idee', 'idée'),
  ...each('🚀', 'launch', 'launched', 'rocket', 'growth', 'startup'),
  ...each('📈', 'grew', 'grow', 'growing', 'increase', 'increased'),
  ...each('📉', 'fell', 'drop', 'dropped', 'decrease', 'crash', 'crashed'),
  ...each('⏰', 'time', 'clock', 'late', 'deadline', 'zeit', 'tiempo', 'temps'),
  ...each('🎉', 'party', 'celebrate', 'celebration', 'congratulations', 'birthday'),
  ...each('🏆', 'win', 'won', 'winner', 'winning', 'champion', 'best'),
  ...each('💪', 'strong', 'strength', 'power', 'powerful', 'gym', 'workout'),
  ...each('🧠', 'brain', 'mind', 'smart', 'think', 'thinking'),
  ...each('😴', 'sleep', 'sleeping', 'tired', 'asleep'),
  ...each('☕', 'coffee', 'kaffee', 'café'),
  ...each('🍕', 'pizza'),
  ...each('🐱', 'cat', 'cats', 'katze', 'gato'),
  ...each('🐶', 'dog', 'dogs', 'hund', 'perro'),
  ...each('🌍', 'world', 'earth', 'global', 'welt', 'mundo', 'monde'),
  ...each('⚠️', 'danger', 'dangerous', 'warning', 'careful'),
  ...each('❌', 'wrong', 'mistake', 'mistakes', 'never', 'fail', 'failed'),
  ...each('✅', 'right', 'correct', 'done', 'yes'),
  ...each('🤫', 'secret', 'secrets', 'nobody', 'quiet'),
  ...each('👀', 'look', 'see', 'watch', 'eyes'),
  ...each('🎵', 'music', 'song', 'songs', 'musik', 'música'),
  ...each('📚', 'book', 'books', 'read', 'reading', 'learn', 'study'),
  ...each('🎮', 'game', 'games', 'gaming', 'play'),
  ...each('🏠', 'home', 'house', 'haus', 'casa', 'maison'),
}

function each(emoji: string, ...words: string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, emoji]))
}

/** Emoji that are often wanted. */
export const knownEmoji: readonly string[] = [...new Set(Object.values(table))]

/** The emoji that goes with a word by itself; null for most words. */
export const emojiFor = (word: string): string | null =>
  table[word.toLowerCase().replace(/[^\p{L}]/gu, '')] ?? null
