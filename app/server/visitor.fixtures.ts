/** A browser without a window: keeps its cookie, says where it comes from. */
export function visitor(url: string) {
  let cookie = ''
  const go = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie && { cookie }), origin: url, ...init.headers },
    })
    for (const set of answer.headers.getSetCookie()) {
      if (set.startsWith('cliproom_session=')) cookie = set.split(';')[0] ?? ''
    }
    return answer
  }
  const submit = (path: string, fields: Record<string, string>, headers: HeadersInit = {}) =>
    go(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  return {
    go,
    submit,
    cookie: () => cookie,
    signUp: (email: string, password = 'correct horse') =>
      submit('/signup', { fullName: 'Mara Lind', workspaceName: '', email, password }),
  }
}

export type Visitor = ReturnType<typeof visitor>
