/** English words that tell nothing about what a talk is about, as they are spoken. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above across actually after again against ago ah all almost alone along already alright
  also although always am an and another any anybody anyone anything anyway apart are aren't around
  as aside ask asked at away back basically be became because become been before began behind being
  believe below besides best better between beyond bit both but by call called came can can't cannot
  certain certainly clearly come comes coming completely could couldn't course day days definitely
  did didn't different do does doesn't doing don't done down during each early easy either else end
  enough especially etc even ever every everybody everyone everything exactly example except fact
  fairly far feel feels few find fine first five for four from full further gave general generally
  get gets getting give given gives go goes going gone gonna good got gotta great guess guy guys had
  hadn't half happen happened happening happens hard has hasn't have haven't having he he'd he'll
  he's hello her here here's hers herself hey hi high him himself his honestly hopefully how however
  huh i i'd i'll i'm i've idea if important in inside instead interesting into is isn't it it'd it'll
  it's its itself just keep kept kind kinda knew know known knows large last later least left less
  let let's like liked likely literally little long longer look looked looking looks lot lots low
  made mainly make makes making many matter may maybe me mean means meant might mine minute mm mmm
  moment month more most mostly much must my myself near nearly need needed needs neither never new
  next nice no nobody none nor not nothing now number obviously of off often oh ok okay old on once
  one ones only onto open or other others otherwise our ours out over own part particular people per
  perhaps person place please point possible pretty probably put quite question rather read ready
  real really reason recently right said same saw say saying says second see seeing seem seems seen
  set several she she's should shouldn't show side simply since six small so some somebody somehow
  someone something sometimes somewhere soon sort sorta stand start started still stop stuff such
  suddenly super sure take taken takes taking talk talked talking tell ten than thank thanks that
  that'd that'll that's the their theirs them themselves then there there's these they they'd they'll
  they're they've thing things think thinking third this those though thought thousand three through
  throughout time times to today together told too took totally toward towards tried try trying turn
  turned two uh um under understand unless until up upon us use used using usually very wanna want
  wanted wants was wasn't way ways we we'd we'll we're we've week well went were weren't what what's
  whatever when where wherever whether which while who who's whole whom whose why will wish with
  within without won't wonderful word work worked would wouldn't wow wrong yeah year years yep yes
  yet you you'd you'll you're you've your yours yourself`.split(/\s+/),
)

export const isEnglish = (language: string) => /^en(?:glish)?(?:-|$)/.test(language)
