/** The alternative text and the address are bounded, so that a hostile text cannot make the search quadratic. */
const markdownImage = /!\[[^\]\n]{0,300}\]\(\s*<?(https?:\/\/[^\s<>"')]{1,4000})>?(?:\s+["'][^\n)]{0,300})?\s*\)/g
const pictureAddress =
  /https?:\/\/[^\s<>"')\]]{1,2000}?\.(?:png|jpe?g|webp|gif)(?:\?[^\s<>"')\]]{0,2000})?(?=[\s<>"')\]])/gi

/**
 * Addresses of pictures in what a relay wrote: images in Markdown, and where there is none, bare addresses that end as
 * those of pictures do. Beside its picture a relay often links to it once more (“download”), so the second way is only
 * taken without the first. `isWhole`: an address that touches the end of a text cut short is cut as well.
 */
export function findLinks(prose: string, isWhole: boolean): readonly string[] {
  const images = [...prose.matchAll(markdownImage)].map(([, url = '']) => url)
  if (images.length > 0) return images
  return [...(isWhole ? `${prose}\n` : prose).matchAll(pictureAddress)].map(([url]) => url)
}
