import type { LayoutKind, Slot } from '#core/layout.ts'
import type { TransitionKind } from '#core/transition.ts'

export const layoutNames: Record<LayoutKind, string> = {
  fill: 'Fill',
  fit: 'Fit, blur',
  split: 'Split',
  screen: 'Screen',
}

export const slotNames: Record<Slot, string> = {
  main: 'Picture',
  first: 'First',
  second: 'Second',
  screen: 'Screen',
  camera: 'Camera',
}

export const transitionNames: Record<TransitionKind, string> = {
  fade: 'Fade through black',
  dissolve: 'Dissolve',
  flash: 'Flash',
  slide: 'Slide',
  zoom: 'Zoom',
}
