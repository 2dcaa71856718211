const NAME = 'cliproom_journey'

/** Keeps what a sign-in elsewhere began with until its person comes back: from a link, so Lax. */
export const journeyCookie = (sealed: string, secure: boolean) =>
  `${NAME}=${sealed}; Path=/auth; HttpOnly; SameSite=Lax; Max-Age=600${secure ? '; Secure' : ''}`

export const noJourney = `${NAME}=; Path=/auth; HttpOnly; SameSite=Lax; Max-Age=0`

export const readJourney = (cookies: string): string =>
  new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]+)`).exec(cookies)?.[1] ?? ''
