import type { TokenHolder } from '../../../core/activities/participant.server.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Geocoder } from '../../../platform/geocoder.server.ts';
import type { Pictures } from '../../../platform/pictures/store.server.ts';
import type { IdeaMap } from '../map.server.ts';

/** What the steps need of the running process and of whoever asks. */
export type ContributeDoor = Readonly<{
	db: Db;
	map: IdeaMap;
	holder: TokenHolder;
	pictures: Pictures;
	geocoder: Geocoder | null;
	/** Key of the forms' seals. */
	formKey: Buffer;
	/** Where the map's tiles come from. */
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>;
	/** Address of our own pages, for the receipt. */
	origin: string;
	locale: string;
	now: Date;
}>;
