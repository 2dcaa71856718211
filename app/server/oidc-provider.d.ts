/** The part of the provider our test of signing in calls; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>
  export default class Provider {
    constructor(
      issuer: string,
      options: {
        clients: object[]
        claims: Record<string, string[]>
        cookies: { keys: string[] }
        features: Record<string, { enabled: boolean }>
        interactions: { url(context: unknown, interaction: { uid: string }): string }
        findAccount(
          context: unknown,
          id: string,
        ): { accountId: string; claims(): Promise<Record<string, unknown>> }
      },
    )
    callback(): Handle
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{ prompt: { name: string }; params: Record<string, unknown> }>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
    ): Promise<void>
    Grant: new (of: {
      accountId: string
      clientId: string
    }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
  }
}
