/** macOS has its own keys and its own place for menus. The page learns it from the user agent alone. */
export const isMac = /Macintosh|Mac OS X/.test(navigator.userAgent)
