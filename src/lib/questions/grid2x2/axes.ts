/** The first measure is drawn to the right, the second upwards. */
export const axes = ['x', 'y'] as const;
export type Axis = (typeof axes)[number];
