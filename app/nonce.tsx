import { createContext, useContext } from 'react'

/**
 * The nonce of this response's scripts. Only the server knows it: browsers hide it from scripts, so
 * whoever writes it into an attribute also suppresses the hydration warning there.
 */
const Nonce = createContext<string | undefined>(undefined)

export const NonceProvider = Nonce.Provider
export const useNonce = () => useContext(Nonce)
