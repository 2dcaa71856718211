/** Coordinates to a hundredth of a px: sub-px places stay, float noise goes. */
export const round = (n: number) => Math.round(n * 100) / 100
