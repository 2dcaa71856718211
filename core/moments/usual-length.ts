/** How short and how long a moment is where nothing else is asked for, ms. */
export const USUAL_LENGTH = { min: 30_000, max: 90_000 }
