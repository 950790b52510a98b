import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { Refusal, root, runWhenStarted } from './run.mjs'

const noticesFile = path.join(root, 'THIRD_PARTY_NOTICES.md')
const folderOf = (name) => path.join(root, 'node_modules', name)
const manifestOf = (name) => JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8'))

/** Packages that the product's own sources name, in scripts and style sheets. */
const importedPackages = () => {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /[.](tsx?|css)$/.test(entry.name) && !/[.]test[.]tsx?$/.test(entry.name),
  )
  return files.flatMap((entry) => {
    const text = readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), 'utf8')
    return [...text.matchAll(/(?:^|\s)(?:@?import|from)\s*\(?\s*['"]([^'"]+)['"]/g)]
      .map(([, specifier]) => specifier)
      .filter((specifier) => /^[a-z@]/.test(specifier) && !isBuiltin(specifier))
      .map((specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'))
  })
}

/** Those, what the package takes along, and what all of them stand on. Electron is told of apart. */
const shippedPackages = () => {
  const wanted = [
    ...importedPackages(),
    ...Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies),
  ]
  const seen = new Set()
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (seen.has(name) || name === 'electron' || !existsSync(folderOf(name))) continue
    seen.add(name)
    wanted.push(...Object.keys(manifestOf(name).dependencies ?? {}))
  }
  return [...seen].sort()
}

const licenceText = (name) => {
  // Pretendard keeps its licence beside the fonts.
  for (const folder of [folderOf(name), path.join(folderOf(name), 'dist')]) {
    const file = existsSync(folder) && readdirSync(folder).find((entry) => /^(licen[cs]e|copying)([.-]|$)/i.test(entry))
    if (file) return readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  }
  return null
}

const authorOf = ({ author }) => (typeof author === 'string' ? author : author?.name)

const section = (name) => {
  const manifest = manifestOf(name)
  const text =
    licenceText(name) ?? `${authorOf(manifest) ?? 'Its authors'}: ${manifest.license}, no text in the package.`
  return `## ${name} ${manifest.version}\n\nLicence: ${manifest.license}\n\n\`\`\`text\n${text}\n\`\`\`\n`
}

const render = () => `# Third-party notices

Diptych contains the works below, each under its own licence. Made by \`node tools/notices.mjs\`; do not edit.

## Electron, Chromium, Node.js

Packaged builds stand on Electron (MIT, © OpenJS Foundation and Electron contributors), which contains Chromium and
Node.js. Their notices lie beside the program: \`LICENSE.electron.txt\` and \`LICENSES.chromium.html\`.

## SQLite and Skia

better-sqlite3 contains SQLite, which is in the public domain. @napi-rs/canvas contains Skia (BSD-3-Clause, © Google Inc.).

${shippedPackages().map(section).join('\n')}`

/** Writes the notices; with `--check` only says whether those in the repository are those of what is installed. */
await runWhenStarted(import.meta.url, async (args) => {
  const text = render()
  if (args.includes('--check')) {
    if (existsSync(noticesFile) && readFileSync(noticesFile, 'utf8') === text) return 0
    throw new Refusal('THIRD_PARTY_NOTICES.md is not that of the packages used. Write it anew: node tools/notices.mjs')
  }
  writeFileSync(noticesFile, text)
  console.log(`${noticesFile}: ${text.match(/^## /gm).length} sections`)
  return 0
})
