import type { ImageFormat } from '#shared/image.ts'
import { embedInGif, readGifRecord, stripGif } from './gif.ts'
import { embedInJpeg, readJpegRecord, stripJpeg } from './jpeg.ts'
import type { PictureTexts } from './picture-texts.ts'
import { embedInPng, readPngRecord, stripPng } from './png.ts'
import { embedInSvg, readSvgRecord, stripSvg } from './svg.ts'
import { embedInWebp, readWebpRecord, stripWebp } from './webp.ts'

interface Container {
  readonly embed: (picture: Buffer, texts: PictureTexts) => Buffer
  readonly strip: (picture: Buffer) => Buffer
  readonly readRecord: (picture: Buffer) => string | null
}

const containers: Readonly<Record<ImageFormat, Container>> = {
  png: { embed: embedInPng, strip: stripPng, readRecord: readPngRecord },
  jpeg: { embed: embedInJpeg, strip: stripJpeg, readRecord: readJpegRecord },
  webp: { embed: embedInWebp, strip: stripWebp, readRecord: readWebpRecord },
  gif: { embed: embedInGif, strip: stripGif, readRecord: readGifRecord },
  svg: { embed: embedInSvg, strip: stripSvg, readRecord: readSvgRecord },
}

// All of them take a file that `readImageHeader` accepted, and never touch a pixel.

/** The same picture with our texts in it. Content Credentials stay in the file, and no longer fit its bytes. */
export const embedTexts = (picture: Buffer, format: ImageFormat, texts: PictureTexts): Buffer =>
  containers[format].embed(picture, texts)

/** The same picture without any metadata; colours and orientation are as they were. */
export const stripMetadata = (picture: Buffer, format: ImageFormat): Buffer => containers[format].strip(picture)

/** Our record in an export copy, as the JSON text that was put there; `null` = there is none. */
export const readEmbeddedRecord = (picture: Buffer, format: ImageFormat): string | null =>
  containers[format].readRecord(picture)
