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
  startAgain: 'Start again',
  waitsForLibrary: 'As soon as it is there again, the studio goes on by itself.',
  libraryBack: 'The library is there again',

  damageTitle: 'The library’s database is damaged',
  damageBody:
    'Your pictures are safe. A restart puts the damaged database aside, and brings back the newest good backup and what the files beside the pictures know.',
  restartAndRestore: 'Restart and restore',
  readOnlyTitle: 'Nothing can be saved in the library now',
  readOnlyBody:
    'Its folder is read-only, or the disk is full. You can look at everything and export it. Make room, or check the folder’s permissions.',
  restoredTitle: 'The library was damaged and has been restored',
  restoredFromBackup_one: '{{shown}} picture came back from the backup of {{time}}.',
  restoredFromBackup_other: '{{shown}} pictures came back from the backup of {{time}}.',
  restoredWithoutBackup: 'There was no good backup.',
  restoredFromFiles_one: '{{shown}} picture came back from the record beside its file.',
  restoredFromFiles_other: '{{shown}} pictures came back from the records beside their files.',
  restoredWithoutRecord_one:
    '{{shown}} picture came back without its record: it is in the library as an import, without prompt and tags.',
  restoredWithoutRecord_other:
    '{{shown}} pictures came back without their records: they are in the library as imports, without prompts and tags.',
  restoredKept: 'The damaged database is kept as {{name}}.',

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
