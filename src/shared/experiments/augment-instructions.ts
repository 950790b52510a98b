/** What a language model is told before it augments a prompt, unless a person writes something else. */
export const augmentInstructions =
  'Rewrite a prompt for an image model so that it leaves less to chance: say light, composition, materials and mood ' +
  'where it leaves them open. Add no people, no writing and no brands that it does not name.'
