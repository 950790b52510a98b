import type { Noun } from '../scene.ts'
import { castle, hanok, house, lighthouse, tent } from './buildings.ts'
import { bird, butterfly, fish, owl, penguin, turtle, whale } from './other-animals.ts'
import { hanbok, person, robot, snowman } from './people.ts'
import { blossom, cactus, flower, mushroom, pine, sunflower, tree } from './plants.ts'
import { bear, cat, dog, fox, panda, rabbit, tiger } from './sitting-animals.ts'
import { cloud, moon, rainbow, star, sun } from './sky-things.ts'
import type { Subject } from './subject.ts'
import { apple, balloon, book, cake, cup, heart, lantern, umbrella } from './things.ts'
import { airplane, bicycle, boat, car, hotAirBalloon, rocket, train } from './vehicles.ts'

/** Everything the sketch can draw, by the noun that calls for it. */
export const subjectsByNoun: Readonly<Record<Noun, Subject>> = {
  cat,
  dog,
  fox,
  bear,
  panda,
  tiger,
  rabbit,
  bird,
  owl,
  penguin,
  fish,
  whale,
  turtle,
  butterfly,
  tree,
  pine,
  blossom,
  flower,
  sunflower,
  cactus,
  mushroom,
  house,
  hanok,
  castle,
  lighthouse,
  tent,
  boat,
  car,
  train,
  bicycle,
  airplane,
  rocket,
  'hot-air-balloon': hotAirBalloon,
  balloon,
  moon,
  sun,
  star,
  cloud,
  rainbow,
  person,
  hanbok,
  robot,
  snowman,
  cup,
  book,
  apple,
  cake,
  heart,
  umbrella,
  lantern,
}
