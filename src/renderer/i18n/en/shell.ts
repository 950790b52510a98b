export const shell = {
  rooms: 'Rooms',
  create: 'Create',
  library: 'Library',
  settings: 'Settings',

  offlineTitle: 'You are offline',
  offlineBody: 'Everything on this computer works, and so does the offline sketch. Other models wait for the network.',
  dismiss: 'Dismiss',

  palette: 'Command palette',
  palettePlaceholder: 'What would you like to do?',
  paletteEmpty: 'No command matches “{{query}}”.',

  shortcuts: 'Keyboard shortcuts',
  shortcutsDescription: 'Every command is in the command palette too.',

  menuFile: 'File',
  menuEdit: 'Edit',
  menuView: 'View',
  menuHelp: 'Help',

  goToCreate: 'Go to Create',
  goToLibrary: 'Go to Library',
  openSettings: 'Settings…',
  openPalette: 'Command palette…',
  showShortcuts: 'Keyboard shortcuts',
  openLibrary: 'Open another library…',
  showLibraryFolder: 'Show library folder',
  openLogFolder: 'Open log folder',
  themeSystem: 'Theme: as the system',
  themeLight: 'Theme: light',
  themeDark: 'Theme: dark',

  openAnotherLibrary: 'Open another library',
  quit: 'Quit',

  receivedWaits: 'A picture has arrived and is kept; the studio tries again to put it into the library.',
  recoveredTitle: 'The last run was interrupted',
  recoveredSucceeded_one: '{{count}} generation was completed from what had arrived.',
  recoveredSucceeded_other: '{{count}} generations were completed from what had arrived.',
  recoveredMaybeBilled_one: '{{count}} generation may have been billed without giving a picture.',
  recoveredMaybeBilled_other: '{{count}} generations may have been billed without giving a picture.',
  recoveredFailed_one: '{{count}} generation ended without a picture.',
  recoveredFailed_other: '{{count}} generations ended without a picture.',
  notSentAgain: 'Nothing was sent again.',

  brokeTitle: 'This screen stopped working',
  brokeBody: 'Your pictures and your draft are safe. The log folder holds the details.',
  reload: 'Reload the studio',
} as const
