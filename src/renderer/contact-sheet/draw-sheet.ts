import { type ContactSheet, type SheetPicture, sheetPages } from '#shared/contact-sheet.ts'

/** One section a page: title, date and page number above, pictures with their captions below. */
export function drawSheet(sheet: ContactSheet): readonly HTMLElement[] {
  const pages = sheetPages(sheet)
  return pages.map((pictures, index) => {
    const page = element('section', 'page')
    const head = element('header', 'head')
    head.append(
      element('h1', 'title', sheet.title),
      element('span', 'date', sheet.date),
      element('span', 'number', `${index + 1} / ${pages.length}`),
    )
    const grid = element('div', 'grid')
    grid.style.setProperty('--columns', String(sheet.columns))
    grid.style.setProperty('--rows', String(sheet.rows))
    grid.append(...pictures.map(drawPicture))
    page.append(head, grid)
    return page
  })
}

function drawPicture({ address, caption }: SheetPicture): HTMLElement {
  const figure = element('figure', 'picture')
  const frame = element('div', 'frame')
  if (address !== null) {
    const image = document.createElement('img')
    image.src = address
    image.alt = ''
    frame.append(image)
  }
  figure.append(frame, element('figcaption', 'caption', caption))
  return figure
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = `sheet-${className}`
  made.textContent = text
  return made
}
