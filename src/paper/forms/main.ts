/**
 * The command lines for forms:
 * - `npm run forms` writes the empty forms to resources/forms.
 * - `npm run -s form -- --read form.pdf` prints the values in the fields of a file.
 * - `npm run -s form -- --fill values.json out.pdf` fills in a form. An example of values.json:
 *   `{"form": "ANON", "variant": "standard", "values": {"titular.nume": "…"}}`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { loadPaperFonts } from '../layout/fonts.ts'
import { FORM_CODES, VARIANTS } from './description.ts'
import { FORMS } from './index.ts'
import { readFormValues } from './read-values.ts'
import { emptyForm, fillForm } from './render-form.ts'
import { fileNameOf } from './stored-forms.ts'

const fillingSchema = z.object({
  form: z.enum(FORM_CODES),
  variant: z.enum(VARIANTS).default('standard'),
  values: z.record(z.string(), z.string()),
})

async function writeForms(): Promise<void> {
  const folder = fileURLToPath(new URL('../../../resources/forms/', import.meta.url))
  const fonts = await loadPaperFonts()
  await mkdir(folder, { recursive: true })
  for (const form of FORMS) {
    const pdf = await emptyForm(form, fonts)
    await writeFile(`${folder}${fileNameOf(form)}`, pdf)
    console.log(`${fileNameOf(form)} ${String(form.pages.length)} pages ${String(Math.round(pdf.length / 1024))} kB`)
  }
}

/** The content of a file of values, or a message when it is not valid. */
async function readFilling(file: string): Promise<z.infer<typeof fillingSchema> | string> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return 'cannot be read'
  try {
    const read = fillingSchema.safeParse(JSON.parse(text))
    return read.success
      ? read.data
      : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  } catch {
    return 'not JSON'
  }
}

async function fill(from: string, to: string): Promise<void> {
  const filling = await readFilling(from)
  if (typeof filling === 'string') {
    console.error(`${from}: ${filling}`)
    process.exitCode = 2
    return
  }
  const { form: code, variant, values } = filling
  const form = FORMS.find((known) => known.code === code && known.variant === variant)
  const filled = form === undefined ? undefined : await fillForm(form, await loadPaperFonts(), values)
  if (filled === undefined) return
  if (!filled.ok) {
    console.error(JSON.stringify(filled.problem))
    process.exitCode = 1
    return
  }
  await writeFile(to, filled.value.pdf)
  for (const name of filled.value.notInCode) console.error(`not in the code, only on the paper: ${name}`)
  for (const name of filled.value.notShown) console.error(`too long for its lines, left out: ${name}`)
}

async function read(file: string): Promise<void> {
  const result = await readFormValues(await readFile(file), file)
  if (!result.ok) {
    console.error(JSON.stringify(result.problem))
    process.exitCode = 1
  } else
    console.log(
      JSON.stringify(
        result.value === null
          ? null
          : {
              form: result.value.form.code,
              version: result.value.form.version,
              variant: result.value.form.variant,
              values: result.value.values,
            },
        null,
        2,
      ),
    )
}

const usage = 'npm run forms | npm run -s form -- --fill values.json out.pdf | npm run -s form -- --read form.pdf'
const [option, from, to] = process.argv.slice(2)
if (option === undefined) await writeForms()
else if (option === '--help' || option === '-h') console.log(usage)
else if (option === '--fill' && from !== undefined && to !== undefined) await fill(from, to)
else if (option === '--read' && from !== undefined) await read(from)
else {
  console.error(usage)
  process.exitCode = 2
}
