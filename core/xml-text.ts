/** Text or markup without what XML 1.0 has no way to write; a page does not show it either. */
export const writableInXml = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '')
