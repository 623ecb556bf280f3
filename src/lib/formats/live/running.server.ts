import { openLookupDatabase } from '../../platform/db/database.server.ts';
import type { openIntake } from '../../platform/db/intake.server.ts';
import { ComeAgain } from '../../platform/errors.ts';
import { openBus } from '../../platform/live/bus.server.ts';
import { openHub, type Hub } from '../../platform/live/hub.server.ts';
import type { RegisteredType } from '../../questions/contract.ts';
import { asksChannel, liveChannel, playersChannel } from './announce.server.ts';
import { openAdmission } from '../../core/activities/admission.server.ts';
import { openLiveService, type RunningLiveService } from './live-service.server.ts';
import { asksTopic, controlTopic, frameOf } from './topics.server.ts';
import { openClosing } from './pace/closing.server.ts';
import { gathered } from './gathered.ts';
import { openControlStreams, type ControlStreams } from './control/control-stream.server.ts';
import { liveMetrics } from './metrics.server.ts';

/** The live sessions of one process: service, hub and bus, wired together. */
export type RunningLive = Readonly<{
	service: RunningLiveService;
	hub: Hub;
	control: ControlStreams;
	/** @throws ComeAgain streams_full when this process has as many as it takes */
	demandFreeStream(): void;
	busReady(): boolean;
	metrics(): Promise<string>;
	/** No new votes; those on their way are answered, then the streams end. */
	quiesce(): Promise<void>;
	close(): Promise<void>;
}>;

/** What one process takes on. Neither looks at who asks. */
export type LiveLimits = Readonly<{
	/** New participants per second and session; ten times as many at once. */
	joinsPerSecond: number;
	/** Event streams that are open at the same time. */
	streams: number;
}>;

export type RunLiveOptions = Readonly<{
	url: string;
	/** Another PostgreSQL for the messages about votes; null: the database's own. */
	busUrl: string | null;
	questionType(key: string): RegisteredType;
	limits: LiveLimits;
	/** Smallest number of people who may stand together. */
	smallCellK: number;
	/** For measurements that write ballots in another way. */
	intake?: typeof openIntake;
	/** Connections of the votes' own pool. */
	connections?: number;
}>;

/** Votes of any process. Commands are announced on `liveChannel`, in their own transaction. */
const ballotChannel = 'palaver_ballots';

export async function runLive(options: RunLiveOptions): Promise<RunningLive> {
	// Connections of its own: pages that wait for theirs must not hold up votes.
	const database = openLookupDatabase(options.url, options.connections ?? 4);
	const { limits } = options;
	const metrics = liveMetrics({
		queued: () => service.queued(),
		subscribers: () => hub.subscribers(),
		mostStreams: () => limits.streams
	});
	const admission = openAdmission({
		perSecond: limits.joinsPerSecond,
		refused: metrics.joinRefused
	});
	const service = openLiveService({
		database,
		questionType: options.questionType,
		smallCellK: options.smallCellK,
		admission,
		joined: metrics.joined,
		changed: (activityId) => {
			lookAgain(activityId);
			ballotBus.publish(activityId);
		},
		committed: metrics.committed,
		...(options.intake && { intake: options.intake })
	});
	const hub = openHub({
		render: (topic) => frameOf(service, topic),
		delivered: metrics.delivered
	});

	const control = openControlStreams(hub);

	const lookAgain = (activityId: string) => {
		hub.changed(activityId);
		hub.changed(controlTopic(activityId));
	};
	// A list of a hundred questions to everybody who looks at it: once a second is often enough.
	const asksChanged = gathered(1000, (activityId) => hub.changed(asksTopic(activityId)));
	const heard = (channel: string, activityId: string) => {
		asksChanged(activityId);
		if (channel === playersChannel) service.forgetStandings(activityId);
		if (channel === liveChannel) {
			service.sessions.forget(activityId);
			void control.recheck(activityId);
		}
		lookAgain(activityId);
	};
	const missed = () => {
		service.sessions.forgetAll();
		hub.everythingChanged();
		void control.recheckAll();
	};
	const commandBus = await openBus({
		url: options.url,
		channel: options.busUrl ? null : ballotChannel,
		listen: [liveChannel, asksChannel, playersChannel],
		heard,
		missed
	});
	const ballotBus = options.busUrl
		? await openBus({ url: options.busUrl, channel: ballotChannel, listen: [], heard, missed })
		: commandBus;
	const closing = openClosing(database.db);
	const buses = new Set([commandBus, ballotBus]);
	const quiesce = async () => {
		await closing.stop();
		await service.close();
		hub.close();
	};

	return {
		service,
		hub,
		control,
		demandFreeStream() {
			if (hub.subscribers() < limits.streams) return;
			metrics.streamRefused();
			// Spread; meanwhile a phone asks for the page's newest state.
			throw new ComeAgain('away', 'streams_full', 5 + Math.floor(Math.random() * 11));
		},
		busReady: () => commandBus.ready() && ballotBus.ready(),
		metrics: metrics.text,
		quiesce,
		close: async () => {
			await quiesce();
			for (const bus of buses) await bus.close();
			await database.close();
		}
	};
}
