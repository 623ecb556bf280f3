import { tidyPeople } from './core/people/tidy.server.ts';
import { openAdmission } from './core/activities/admission.server.ts';
import { formats } from './formats/registry.ts';
import { openVoteDesk, type VoteDesk } from './formats/fund/vote/desk.server.ts';
import { askApi, type AskApi } from './formats/live/ask/api.server.ts';
import { openAskDesk, type AskDesk } from './formats/live/ask/desk.server.ts';
import { hotPaths, joinPath, type HotPaths } from './formats/live/api/hot-paths.server.ts';
import { liveApi, type LiveApi } from './formats/live/api/live-api.server.ts';
import { liveStream, type LiveStream } from './formats/live/api/live-stream.server.ts';
import type { ControlStreams } from './formats/live/control/control-stream.server.ts';
import { runLive, type RunningLive } from './formats/live/running.server.ts';
import type { LiveService } from './formats/live/service.ts';
import { openDatabase, type Database, type Db } from './platform/db/database.server.ts';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres
} from './platform/db/embedded/cluster.server.ts';
import { startHourly, type Job } from './platform/jobs/hourly.server.ts';
import { startMailSender } from './platform/mail/sender.server.ts';
import {
	deleteUnusedDocuments,
	openDocuments,
	type Documents
} from './platform/documents/store.server.ts';
import { openVirusScanner, type VirusScanner } from './platform/documents/virus-scanner.server.ts';
import { log } from './platform/log.ts';
import { openTransport } from './platform/mail/transport.server.ts';
import { searchLimits } from './formats/live/participant/find-address.server.ts';
import { openGeocoder, type Geocoder } from './platform/geocoder.server.ts';
import {
	deleteUnusedPictures,
	openPictures,
	type Pictures
} from './platform/pictures/store.server.ts';
import { migrate } from './platform/db/migrate.server.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { uploadBudget } from './platform/http/upload-budget.ts';
import { openBrake, type Brake } from './platform/brake.ts';
import { securityHeaders } from './platform/http/security-headers.ts';
import { openTiles, type Tiles } from './platform/tiles/tiles.server.ts';
import { questionType } from './questions/registry.ts';

/** What a running process has: made once at the start, handed to whoever needs a part of it. */
export type House = {
	config: Config;
	clock: Clock;
	database: Database;
	db: Db;
	pictures: Pictures;
	/** Files that people send with what they write, to be read by staff. */
	documents: Documents;
	/** Null: none is configured. */
	geocoder: Geocoder | null;
	/** Reads the body of a form with photos. */
	readUpload: ReturnType<typeof uploadBudget>;
	/** Slows down who tries receipt codes. */
	receiptBrake: Brake;
	/** Of whoever guesses seat codes of live sessions. */
	seatBrake: Brake;
	/** Of address searches in live sessions, by person and by network address. */
	searchBrakes: Readonly<{ person: Brake; address: Brake }>;
	/** Slows down who begins applications by the dozen. */
	draftBrake: Brake;
	live: LiveService;
	/** The live API and its event stream, for the routes. */
	liveApi: LiveApi;
	liveStream: LiveStream;
	/** What residents do with questions of their own in a live session, for pages and API. */
	asks: AskDesk;
	askApi: AskApi;
	/** Events for those who run a session. */
	controlStreams: ControlStreams;
	/** The same for the server, which asks here first. */
	hotPaths: HotPaths;
	joinPath: HotPaths;
	/** Residents' votes of the funds, for pages and API. */
	votes: VoteDesk;
	/** Map tiles, fetched and kept by the app. */
	tiles: Tiles;
	/** Of every answer that does not go through the framework. */
	securityHeaders: Readonly<Record<string, string>>;
	/** What is ready, for /readyz. */
	ready(): Promise<Readiness>;
	/** Figures for Prometheus. */
	metrics(): Promise<string>;
	/** No new votes; those on their way are answered, then the event streams end. First half of an orderly close. */
	quiesce(): Promise<void>;
	/** `quiesce`, then the database is released. */
	close(): Promise<void>;
};

export type Readiness = Readonly<{ database: boolean; bus: boolean }>;

/** What is cleaned up every hour, by one process of all. */
const hourlyJobs = ({ origin }: Config): readonly Job[] => [
	{ name: 'people', run: tidyPeople },
	{ name: 'pictures', run: deleteUnusedPictures },
	{ name: 'documents', run: deleteUnusedDocuments },
	...formats.map((format): Job => ({
		name: format.key,
		run: (db, now) => format.tidy(db, now, origin)
	}))
];

/** Opens the database (starting PostgreSQL where none is configured) and brings it to the newest schema. */
export async function openHouse(config: Config, clock: Clock = systemClock): Promise<House> {
	const embedded: EmbeddedPostgres | null = config.databaseUrl
		? null
		: await startEmbeddedPostgres({ dataDir: config.dataDir });
	const database = openDatabase(config.databaseUrl ?? embedded!.url);
	try {
		await migrate(database.db);
	} catch (error) {
		await database.close();
		await embedded?.stop();
		throw error;
	}
	const mails = startMailSender({ db: database.db, clock }, openTransport(config));
	const hourly = startHourly(database, clock, hourlyJobs(config));
	const running = await runLive({
		url: database.url,
		busUrl: config.liveBusUrl,
		questionType,
		smallCellK: config.smallCellK,
		limits: config.live
	});
	const scanner = config.clamdUrl ? openVirusScanner(config.clamdUrl) : null;
	void sayWhetherScanned(scanner);
	const headers = securityHeaders(config.origin);
	const api = liveApi(running.service, config.origin);
	const { hub, service, demandFreeStream } = running;
	const asks = openAskDesk({ db: database.db, clock });
	const stream = liveStream({ hub, sessions: service.sessions, demandFreeStream }, headers);
	return {
		config,
		clock,
		database,
		db: database.db,
		pictures: openPictures(database.db, config.appSecret, clock),
		documents: openDocuments(database.db, { appSecret: config.appSecret, scanner, clock }),
		geocoder: config.geocoderUrl ? openGeocoder(config.geocoderUrl, clock) : null,
		readUpload: uploadBudget(),
		receiptBrake: openBrake({ limit: 60, window: 10 * 60_000, clock }),
		seatBrake: openBrake({ limit: 100, window: 10 * 60_000, clock }),
		searchBrakes: {
			person: openBrake({ limit: searchLimits.person, window: searchLimits.window, clock }),
			address: openBrake({ limit: searchLimits.address, window: searchLimits.window, clock })
		},
		draftBrake: openBrake({ limit: 60, window: 10 * 60_000, clock }),
		live: running.service,
		liveApi: api,
		liveStream: stream,
		asks,
		askApi: askApi(running.service, asks, config.origin),
		controlStreams: running.control,
		hotPaths: hotPaths(api, stream, headers),
		joinPath: joinPath(api, headers),
		votes: openVoteDesk({
			db: database.db,
			clock,
			admission: openAdmission({ perSecond: config.live.joinsPerSecond })
		}),
		tiles: openTiles({ ...config, clock }),
		securityHeaders: headers,
		ready: () => readiness(database, running),
		metrics: running.metrics,
		quiesce: running.quiesce,
		close: async () => {
			await running.close();
			await mails.stop();
			await hourly.stop();
			await database.close();
			await embedded?.stop();
		}
	};
}

/** Palaver runs without a scanner and before one: whoever operates it should know, from the first line of the log on. */
async function sayWhetherScanned(scanner: VirusScanner | null): Promise<void> {
	if (!scanner) {
		log.info('documents are not scanned for viruses: CLAMD_URL is not set');
	} else if (await scanner.answers()) {
		log.info('documents are scanned for viruses');
	} else {
		log.warn('documents are refused until clamd answers at CLAMD_URL');
	}
}

/** The migrations have run, or there would be no house; what may be away is the database and the bus. */
async function readiness(database: Database, running: RunningLive): Promise<Readiness> {
	const answers = await database.pool.query('select 1').then(
		() => true,
		() => false
	);
	return { database: answers, bus: running.busReady() };
}
