import type { EventContent } from '../entry/schema.ts';

/** One date that is not as the others. */
export type BroughtDate = Readonly<{
	/** The occurrence it stands for, YYYY-MM-DDTHH:mm. */
	instead: string;
	start: string;
	minutes: number;
	cancelled: boolean;
	/** What is different about it, for everybody to read. */
	note: string;
	/** Where this one is elsewhere; null: where the others are. */
	venue: string | null;
}>;

/** A row of a file as it would be entered. */
export type Brought = Readonly<{
	content: EventContent;
	/** One of both, or neither: then whoever takes the import says it. */
	organisationId: string | null;
	hostName: string;
	/** Its source says that it does not take place. */
	cancelled: boolean;
	dates: readonly BroughtDate[];
}>;
