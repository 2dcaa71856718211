/**
 * The server's own kind of request saves time where nobody reads it, but no other can be made of it,
 * which is what measuring a body of unknown length does. This is one of the platform's.
 */
export const ownRequest = (request: Request, headers = request.headers): Request => {
  const { url, method, body, signal } = request
  return new Request(url, {
    method,
    headers,
    body,
    signal,
    ...(body && { duplex: 'half' }),
  } as RequestInit)
}
