/**
 * Keys that no command has, because they belong to an area and mean something only while it has the focus. The sheet of
 * shortcuts lists them beside the commands; what each does is decided in `use-grid-input.ts`, `viewer-key.ts`,
 * `comparison-key.ts` and `search-field.tsx`.
 */
export const areaKeys = [
  {
    area: 'areaPictures',
    keys: [
      { does: 'keyExtend', shortcut: 'Shift+ArrowRight' },
      { does: 'keyAddOne', shortcut: 'Mod+Space' },
      { does: 'keyAll', shortcut: 'Mod+A' },
      { does: 'keyNone', shortcut: 'Escape' },
      { does: 'keyOpenStack', shortcut: 'Alt+ArrowRight' },
      { does: 'keyCloseStack', shortcut: 'Alt+ArrowLeft' },
      { does: 'keyMenu', shortcut: 'Shift+F10' },
      { does: 'keySuggest', shortcut: 'Alt+ArrowDown' },
    ],
  },
  {
    area: 'areaViewer',
    keys: [
      { does: 'keyNext', shortcut: 'ArrowRight' },
      { does: 'keyPrevious', shortcut: 'ArrowLeft' },
      { does: 'keyZoomIn', shortcut: 'Equal' },
      { does: 'keyZoomOut', shortcut: 'Minus' },
      { does: 'keyFit', shortcut: 'Mod+0' },
      { does: 'keyActualSize', shortcut: 'Mod+1' },
      { does: 'keyToggleFit', shortcut: 'Z' },
      { does: 'keyBackdrop', shortcut: 'B' },
      { does: 'keySwap', shortcut: 'X' },
      { does: 'keyNextView', shortcut: 'M' },
      { does: 'keySync', shortcut: 'S' },
      { does: 'keyShowOther', shortcut: 'C' },
      { does: 'keyShowOtherHold', shortcut: 'Space' },
    ],
  },
  {
    area: 'areaEditor',
    keys: [
      { does: 'keyBrush', shortcut: 'B' },
      { does: 'keyEraser', shortcut: 'E' },
      { does: 'keySwapBrush', shortcut: 'X' },
      { does: 'keyRectangle', shortcut: 'U' },
      { does: 'keyEllipse', shortcut: 'O' },
      { does: 'keyLasso', shortcut: 'L' },
      { does: 'keyPolygon', shortcut: 'P' },
      { does: 'keyFill', shortcut: 'G' },
      { does: 'keyMove', shortcut: 'V' },
      { does: 'keyLastTool', shortcut: 'Q' },
      { does: 'keyInvert', shortcut: 'Mod+Shift+I' },
      { does: 'keyClear', shortcut: 'Delete' },
      { does: 'keyOriginal', shortcut: 'Tab' },
      { does: 'keyPan', shortcut: 'Space' },
    ],
  },
  {
    area: 'areaVote',
    keys: [
      { does: 'keyLeftIsBetter', shortcut: 'A' },
      { does: 'keyRightIsBetter', shortcut: 'B' },
      { does: 'keyTie', shortcut: 'T' },
      { does: 'keyBothBad', shortcut: 'N' },
      { does: 'keyUndoVote', shortcut: 'U' },
    ],
  },
] as const
