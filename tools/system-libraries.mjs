import { existsSync } from 'node:fs'
import path from 'node:path'
import { Refusal, run } from './run.mjs'

/** What Electron needs of a bare Debian or Ubuntu; the second name is the one since the 64-bit time change. */
const librariesOfElectron = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']]
const virtualDisplay = [['xvfb'], ['xauth']]

export const isRoot = process.getuid?.() === 0
export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

/** The command as it must be run here: inside a virtual display where there is no real one. */
export const underDisplay = (command, args) =>
  hasDisplay ? [command, args] : ['xvfb-run', ['-a', '-s', '-screen 0 1920x1200x24', command, ...args]]

const isInPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name)))

/** File names of shared libraries that `executable` asks for and this system does not have. */
const missingLibraries = async (executable) => {
  const { output } = await run('ldd', [executable])
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
}

/** The first of the names that this release of the system can install. */
const installableName = async (names) => {
  for (const name of names) {
    const { output } = await run('apt-cache', ['policy', name])
    if (/Candidate: (?!\(none\))/.test(output)) return name
  }
  return names[0]
}

/**
 * Makes sure that a Linux can run Electron: shared libraries, and a virtual display where there is no real one.
 * Installs on Debian and Ubuntu as root, elsewhere refuses with the names. Answers with what was installed.
 */
export const getSystemLibraries = async (executable, say) => {
  if (process.platform !== 'linux') return []
  const libraries = await missingLibraries(executable)
  const needsVirtualDisplay = !hasDisplay && !['Xvfb', 'xvfb-run', 'xauth'].every(isInPath)
  if (libraries.length === 0 && !needsVirtualDisplay) return []

  const wanted = [...(libraries.length > 0 ? librariesOfElectron : []), ...(needsVirtualDisplay ? virtualDisplay : [])]
  const lacking = [...libraries, ...(needsVirtualDisplay ? ['a display, or Xvfb in its place'] : [])].join(', ')
  if (!isInPath('apt-get')) {
    throw new Refusal(
      `Electron lacks on this system: ${lacking}. Install them with your package manager ` +
        '(GTK 3, NSS, ALSA, GBM, and Xvfb with xauth where there is no display) and start again.',
    )
  }
  if (!isRoot) {
    const names = await Promise.all(wanted.map(installableName))
    throw new Refusal(
      `Electron lacks on this system: ${lacking}. Install them and start again:\n` +
        `  sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`,
    )
  }

  say(`installing what Electron lacks (${lacking})`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update'], { env })
  // Only after the update are the names of this release known.
  const names = await Promise.all(wanted.map(installableName))
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env })
  const stillMissing = await missingLibraries(executable)
  if (installed.code !== 0 || stillMissing.length > 0) {
    throw new Refusal(
      `The system packages ${names.join(', ')} could not be installed` +
        `${stillMissing.length > 0 ? ` (still missing: ${stillMissing.join(', ')})` : ''}:\n` +
        `${updated.code === 0 ? '' : updated.output}${installed.output}`,
    )
  }
  return names
}

/**
 * Chromium's sandbox needs user namespaces, which root may not use and which some systems refuse to everyone
 * (containers, Ubuntu's AppArmor rule). Electron would end at once there; development runs do without.
 */
export const canUseSandbox = async () => {
  if (process.platform !== 'linux') return true
  if (isRoot) return false
  if (!isInPath('unshare')) return true
  return (await run('unshare', ['--user', '--map-root-user', 'true'])).code === 0
}
