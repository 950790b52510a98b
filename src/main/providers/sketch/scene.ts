/** What the words of a prompt ask for, before any decision about how it looks. */
export interface Scene {
  /** The first is drawn as the place; the others stand behind it where they can. */
  readonly places: readonly Place[]
  readonly time: Time | null
  readonly season: Season | null
  readonly weather: readonly Weather[]
  /** Colour words that belong to the whole picture. */
  readonly colours: readonly ColourName[]
  readonly subjects: readonly SceneSubject[]
}

export interface SceneSubject {
  readonly noun: Noun
  /** 1–5. */
  readonly count: number
  /** From a colour word right before the noun. */
  readonly colour: ColourName | null
}

export type Place =
  | 'sea'
  | 'lake'
  | 'mountain'
  | 'forest'
  | 'city'
  | 'desert'
  | 'field'
  | 'room'
  | 'space'
  | 'underwater'
  | 'air'
export type Time = 'dawn' | 'day' | 'sunset' | 'night'
export type Season = 'spring' | 'summer' | 'autumn' | 'winter'
export type Weather = 'rain' | 'snow' | 'fog' | 'petals' | 'leaves'
export type ColourName =
  | 'red'
  | 'orange'
  | 'gold'
  | 'green'
  | 'teal'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'brown'
  | 'white'
  | 'black'
  | 'grey'
export type Noun =
  | 'cat'
  | 'dog'
  | 'fox'
  | 'bear'
  | 'panda'
  | 'tiger'
  | 'rabbit'
  | 'bird'
  | 'owl'
  | 'penguin'
  | 'fish'
  | 'whale'
  | 'turtle'
  | 'butterfly'
  | 'tree'
  | 'pine'
  | 'blossom'
  | 'flower'
  | 'sunflower'
  | 'cactus'
  | 'mushroom'
  | 'house'
  | 'hanok'
  | 'castle'
  | 'lighthouse'
  | 'tent'
  | 'boat'
  | 'car'
  | 'train'
  | 'bicycle'
  | 'airplane'
  | 'rocket'
  | 'hot-air-balloon'
  | 'balloon'
  | 'moon'
  | 'sun'
  | 'star'
  | 'cloud'
  | 'rainbow'
  | 'person'
  | 'hanbok'
  | 'robot'
  | 'snowman'
  | 'cup'
  | 'book'
  | 'apple'
  | 'cake'
  | 'heart'
  | 'umbrella'
  | 'lantern'
