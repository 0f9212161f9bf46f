/** Command line that draws the files of resources/demo again: `node src/demonstration/forms/main.ts`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gallery } from './gallery.ts'

const folder = fileURLToPath(new URL('../../../resources/demo/', import.meta.url))
await mkdir(folder, { recursive: true })
for (const [name, bytes] of await gallery()) {
  await writeFile(`${folder}${name}`, bytes)
  console.log(`${name} ${String(Math.round(bytes.length / 1024))} kB`)
}
