/** When a use case happens, and the house's public address for links in its mails. */
export type At = Readonly<{ now: Date; origin: string }>;
