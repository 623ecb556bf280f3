/** Levels of the place tree, from the top. */
export const placeKinds = ['city', 'district', 'socialSpace', 'quarter', 'square'] as const;
