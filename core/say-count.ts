/** "1 word", "3 words", "1,200 words": for nouns whose plural is regular. */
export const sayCount = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
