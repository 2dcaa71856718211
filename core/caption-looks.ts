import { type CaptionLook, usualLook } from './caption-look.ts'
import type { StyleName } from './caption-style.ts'

/** The twenty styles. Each has a component of its name in `remotion/captions`. */
export const captionLooks: Record<StyleName, CaptionLook> = {
  punch: {
    ...usualLook,
    ...{ title: 'Punch', use: 'Podcast', font: 'montserrat', size: 0.09, lineHeight: 1.12 },
    ...{ tracking: -0.01, caps: true, maxWords: 4, gap: 1.12, outline: 0.085 },
    ...{ entry: 'pop', word: 'pop' },
    colours: {
      ...{ base: '#ffffff', guard: '#000000', future: null },
      ...{ active: '#ffe11a', emphasis: '#4dff88' },
    },
  },
  steps: {
    ...usualLook,
    ...{ title: 'Steps', use: 'Tutorial', font: 'poppins', size: 0.062, lineHeight: 1.5 },
    ...{ tracking: 0, maxWords: 7, maxLines: 3, gap: 1.25, entry: 'rise' },
    box: { around: 'page', padX: 0.75, padY: 0.4, height: null, radius: 0.5 },
    pill: { padX: 0.2, height: 1.28, radius: 0.28 },
    colours: {
      ...{ base: '#ffffff', guard: '#0d111ce6', future: '#b9c2d6' },
      ...{ active: '#6ee7ff', emphasis: '#ffd166' },
    },
    own: { radius: 0.28 },
  },
  slapstick: {
    ...usualLook,
    ...{ title: 'Slapstick', use: 'Comedy', font: 'luckiest-guy', size: 0.1, lineHeight: 1.1 },
    ...{ tracking: 0.015, caps: true, maxWords: 3, gap: 1.15, outline: 0.08 },
    ...{ leans: 'words', emphasisSize: 1.22, entry: 'drop', word: 'hop' },
    colours: {
      ...{ base: '#ffffff', guard: '#1b0b33', future: null },
      ...{ active: '#ffe600', emphasis: '#ff8a5c' },
    },
    own: { tilt: 2.5 },
  },
  boardroom: {
    ...usualLook,
    ...{ title: 'Boardroom', use: 'Corporate', font: 'inter', size: 0.058, lineHeight: 1.44 },
    ...{ tracking: -0.005, maxWords: 8, entry: 'fade', exit: 'fade' },
    box: { around: 'line', padX: 0.42, padY: 0, height: 1.45, radius: 0.14 },
    pill: { padX: 0.12, height: 1.2, radius: 0.1 },
    colours: {
      ...{ base: '#111827', guard: '#ffffff', future: null },
      ...{ active: '#0b4fd6', emphasis: '#0b4fd6' },
    },
    own: { radius: 0.1 },
  },
  atelier: {
    ...usualLook,
    ...{ title: 'Atelier', use: 'Luxury', font: 'playfair', size: 0.082, lineHeight: 1.26 },
    ...{ tracking: 0.01, maxWords: 6, outline: 0.03 },
    ...{ entry: 'fade', word: 'fade', exit: 'slow-fade' },
    colours: {
      ...{ base: '#fff8ea', guard: '#140d07cc', future: null },
      ...{ active: '#fff8ea', emphasis: '#f6d488' },
    },
  },
  newsdesk: {
    ...usualLook,
    ...{ title: 'Newsdesk', use: 'News', font: 'barlow-condensed', size: 0.076 },
    ...{ lineHeight: 1.26, tracking: 0.004, maxWords: 9, gap: 0.9 },
    ...{ align: 'start', start: 0.1, width: 0.74, entry: 'wipe' },
    box: { around: 'line', padX: 0.34, padY: 0, height: 1.27, radius: 0 },
    pill: { padX: 0.1, height: 1.06, radius: 0 },
    colours: {
      ...{ base: '#ffffff', guard: '#0b1b3e', future: null },
      ...{ active: '#ffd84d', emphasis: '#c8102e' },
    },
    own: { tag: 'TODAY' },
  },
  arcade: {
    ...usualLook,
    ...{ title: 'Arcade', use: 'Gaming', font: 'russo-one', size: 0.088, lineHeight: 1.16 },
    ...{ tracking: 0.01, caps: true, maxWords: 4, outline: 0.075, leans: 'letters' },
    ...{ entry: 'glitch', word: 'pop' },
    colours: {
      ...{ base: '#8be9ff', guard: '#0b0220', future: null },
      ...{ active: '#ffc400', emphasis: '#35ff7a' },
    },
    own: { tilt: -8 },
  },
  quote: {
    ...usualLook,
    ...{ title: 'Pull quote', use: 'Quote', font: 'lora-italic', size: 0.066, lineHeight: 1.34 },
    ...{ tracking: 0, maxWords: 12, maxLines: 3, width: 0.7, bottom: 0.6 },
    ...{ entry: 'rise', exit: 'slow-fade' },
    box: { around: 'page', padX: 0.8, padY: 0.62, height: null, radius: 0.16 },
    colours: {
      ...{ base: '#241c15', guard: '#fbf6ec', future: '#6b5f53' },
      ...{ active: '#241c15', emphasis: '#a3201a' },
    },
    own: { quoted: '', quoteMark: true },
  },
  duo: {
    ...usualLook,
    ...{ title: 'Duo', use: 'Two languages', font: 'inter-bold', size: 0.068, lineHeight: 1.2 },
    ...{ tracking: -0.012, maxWords: 6, outline: 0.08, bottom: 0.535, entry: 'fade' },
    colours: {
      ...{ base: '#ffffff', guard: '#0a0d18', future: null },
      ...{ active: '#7cf5c4', emphasis: '#ffd84d' },
    },
    own: { secondSize: 0.72, secondPlace: 'below' },
  },
  clear: {
    ...usualLook,
    ...{ title: 'Clear', use: 'Accessibility', font: 'atkinson', size: 0.07, lineHeight: 1.42 },
    ...{ tracking: 0.006, maxWords: 8 },
    box: { around: 'line', padX: 0.4, padY: 0, height: null, radius: 0.08 },
    pill: { padX: 0.15, height: 1.16, radius: 0.04 },
    colours: {
      ...{ base: '#ffffff', guard: '#000000', future: null },
      ...{ active: '#ffeb3b', emphasis: '#ffeb3b' },
    },
  },
  playtime: {
    ...usualLook,
    ...{ title: 'Playtime', use: 'Kids', font: 'fredoka', size: 0.096, lineHeight: 1.2 },
    ...{ tracking: 0.005, maxWords: 4, outline: 0.075, entry: 'pop', word: 'hop' },
    colours: {
      ...{ base: '#ffffff', guard: '#1d2a63', future: '#ffffff' },
      ...{ active: '#5ce1e6', emphasis: '#ffd23f' },
    },
    own: { palette: '#5ce1e6 #ff8ab3 #a6f06b #ffa552 #ffd23f' },
  },
  plain: {
    ...usualLook,
    ...{ title: 'Plain', use: 'Minimal', font: 'inter', size: 0.054, lineHeight: 1.34 },
    ...{ tracking: -0.006, maxWords: 8, outline: 0.045, entry: 'fade' },
    colours: {
      ...{ base: '#ffffff', guard: '#0c0e12d9', future: '#cdd2da' },
      ...{ active: '#ffffff', emphasis: '#ffffff' },
    },
  },
  singalong: {
    ...usualLook,
    ...{ title: 'Singalong', use: 'Karaoke', font: 'poppins-bold', size: 0.08 },
    ...{ lineHeight: 1.26, tracking: 0, maxWords: 6, outline: 0.085, entry: 'fade', word: 'fill' },
    colours: {
      ...{ base: '#ffffff', guard: '#160a2e', future: null },
      ...{ active: '#2fe6ff', emphasis: '#ffd400' },
    },
    own: { fillSteps: 4 },
  },
  bigword: {
    ...usualLook,
    ...{ title: 'Big word', use: 'One word', font: 'anton', size: 0.28, lineHeight: 1.15 },
    ...{ tracking: 0.004, caps: true, maxWords: 1, maxLines: 1, outline: 0.045 },
    ...{ width: 0.73, bottom: 0.55, entry: 'slam' },
    pill: { padX: 0.14, height: 1.16, radius: 0.03 },
    colours: {
      ...{ base: '#ffffff', guard: '#000000', future: null },
      ...{ active: '#ffffff', emphasis: '#ffe11a' },
    },
  },
  typewriter: {
    ...usualLook,
    ...{ title: 'Typewriter', use: 'Story', font: 'courier-prime', size: 0.061 },
    ...{ lineHeight: 1.36, tracking: 0, maxWords: 8, maxLines: 3 },
    ...{ align: 'start', start: 0.13, width: 0.72, word: 'type' },
    box: { around: 'page', padX: 0.55, padY: 0.42, height: null, radius: 0 },
    colours: {
      ...{ base: '#1c1a17', guard: '#f5f1e6', future: null },
      ...{ active: '#1c1a17', emphasis: '#b01e1e' },
    },
    own: { caret: true, paper: 'light' },
  },
  marker: {
    ...usualLook,
    ...{ title: 'Marker', use: 'Highlight', font: 'archivo-black', size: 0.076, lineHeight: 1.3 },
    ...{ tracking: -0.008, maxWords: 5, gap: 1.1, outline: 0.08, entry: 'fade', word: 'sweep' },
    pill: { padX: 0.13, height: 1.16, radius: 0 },
    colours: {
      ...{ base: '#ffffff', guard: '#111111', future: null },
      ...{ active: '#ffef3a', emphasis: '#7dffb2' },
    },
    own: { radius: 0 },
  },
  neon: {
    ...usualLook,
    ...{ title: 'Neon', use: 'Night', font: 'tilt-neon', size: 0.094, lineHeight: 1.24 },
    ...{ tracking: 0.01, maxWords: 4, entry: 'flicker', word: 'on' },
    box: { around: 'page', padX: 0.5, padY: 0.22, height: null, radius: 0.35 },
    colours: {
      // The light's colour; the tubes themselves are nearly white.
      ...{ base: '#ff1f9e', guard: '#090416e0', future: '#b4a3c2' },
      ...{ active: '#00c8ff', emphasis: '#ffa800' },
    },
    own: { glow: 1 },
  },
  sticker: {
    ...usualLook,
    ...{ title: 'Sticker', use: 'Fun', font: 'lilita-one', size: 0.098, lineHeight: 1.16 },
    ...{ tracking: 0.01, maxWords: 3, outline: 0.17, leans: 'block', entry: 'flip', word: 'pop' },
    colours: {
      ...{ base: '#15171c', guard: '#ffffff', future: null },
      ...{ active: '#d6143f', emphasis: '#5a2bd8' },
    },
    own: { tilt: -3 },
  },
  names: {
    ...usualLook,
    ...{ title: 'Names', use: 'Speakers', font: 'inter', size: 0.056, lineHeight: 1.4 },
    ...{ tracking: -0.004, maxWords: 9, align: 'start', start: 0.11, width: 0.72, entry: 'rise' },
    box: { around: 'page', padX: 0.5, padY: 0.28, height: null, radius: 0.18 },
    pill: { padX: 0.12, height: 1.2, radius: 0.1 },
    colours: {
      ...{ base: '#ffffff', guard: '#0f121ceb', future: '#c3c9d6' },
      ...{ active: '#ffb454', emphasis: '#ffb454' },
    },
    own: { showNames: 'always' },
  },
  reaction: {
    ...usualLook,
    ...{ title: 'Reaction', use: 'Emoji', font: 'poppins-bold', size: 0.086, lineHeight: 1.18 },
    ...{ tracking: -0.015, maxWords: 4, outline: 0.085, entry: 'pop', word: 'pop' },
    colours: {
      ...{ base: '#ffffff', guard: '#14121f', future: null },
      ...{ active: '#ffd43b', emphasis: '#ff9cc9' },
    },
    own: { emojiPlace: 'above', emojiAuto: true },
  },
}
