import { safeStorage } from 'electron'
import type { Encryption } from './key-store.ts'

/** Linux backends that are a real keyring; `basic_text` is a published constant, not encryption. */
const linuxKeyrings: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']

/**
 * The asynchronous calls exist from Electron 43 on in a form that cannot crash before the keyring is ready
 * (electron#51759); the synchronous ones are gone from 46 on.
 */
const isAsync = Number(process.versions['electron']?.split('.')[0]) >= 43

/** The system's keyring. Use only after `ready`. */
export const vault: Encryption = {
  describe: async () => {
    const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
    const isAvailable = isAsync ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
    // Both are needed: the backend's name can be a keyring while none answers, and `basic_text` can be available.
    return { canEncrypt: isAvailable && (process.platform !== 'linux' || linuxKeyrings.includes(backend)), backend }
  },

  encrypt: async (text) => (isAsync ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)),

  decrypt: async (cipher) => {
    if (!(await vault.describe()).canEncrypt) return null
    try {
      return isAsync
        ? (await safeStorage.decryptStringAsync(Buffer.from(cipher))).result
        : safeStorage.decryptString(Buffer.from(cipher))
    } catch {
      // Written by another keyring. The caller keeps the cipher and says so; the cause names nothing more.
      return null
    }
  },
}
