/** Writes the types of the client from the description of the API. A test fails where they are not the same. */
import { writeFileSync } from 'node:fs'
import { generatedClient } from '../test/architecture/open-api/generated-client.ts'

writeFileSync('src/client/api.ts', await generatedClient())
