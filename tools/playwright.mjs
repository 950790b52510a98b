import path from 'node:path'
import { root, run } from './run.mjs'
import { underDisplay } from './system-libraries.mjs'

/**
 * Runs one project of playwright.config.ts in the real Electron, on a virtual display where there is no other: the
 * end-to-end tests open one for each of their workers themselves.
 */
export const runPlaywright = ({ node, env }, project, args, options = {}) => {
  const runner = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const given = [runner, 'test', `--project=${project}`, ...args]
  const [command, all] = project === 'e2e' ? [node, given] : underDisplay(node, given)
  return run(command, all, { env, ...options })
}
