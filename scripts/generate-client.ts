/** `npm run client:generate`: writes the types of the client from the document of the API. */
import { writeFile } from 'node:fs/promises'
import { clientTypes, TYPES } from './client-types.ts'

await writeFile(TYPES, await clientTypes())
