/** Time is handed in, so that a test can stand at any hour. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
