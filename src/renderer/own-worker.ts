interface ScriptUrlPolicy {
  readonly createScriptURL: (url: string) => string
}
declare global {
  interface Window {
    /** Not in TypeScript's library yet. What a policy gives is an object that `Worker` takes for an address. */
    readonly trustedTypes?: {
      readonly createPolicy: (name: 'own-worker', rules: ScriptUrlPolicy) => ScriptUrlPolicy
    }
  }
}

/** The one policy that the content security policy lets the page make (`asset-protocol.ts`), and only once. */
const policy = window.trustedTypes?.createPolicy('own-worker', {
  createScriptURL: (url) => {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError(`${url} is not ours`)
    return url
  },
})

/** Starts a script of the page's own as a module worker. `url`: as `import url from './x.ts?worker&url'` gives it. */
export const startOwnWorker = (url: string): Worker =>
  new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' })
