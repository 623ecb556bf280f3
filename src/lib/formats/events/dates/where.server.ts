import { sql } from 'kysely';

/** A date `d` of an event `e` has words of its own about where it is. They stand alone: its old venue is not in the new place. */
export const isElsewhere = sql<boolean>`(num_nonnulls(d.place_id, d.venue, d.address) > 0)`;

/** Where a date takes place; its place is `coalesce(d.place_id, e.place_id)`. */
export const venueOfDate = sql<string>`case when ${isElsewhere} then coalesce(d.venue, '') else e.venue end`;
export const addressOfDate = sql<string>`case when ${isElsewhere} then coalesce(d.address, '') else e.address end`;
