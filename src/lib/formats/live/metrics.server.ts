import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus figures of the live sessions and of the process (event loop lag, memory, CPU). */
export function liveMetrics(read: {
	queued(): number;
	subscribers(): number;
	mostStreams(): number;
}) {
	const register = new Registry();
	const registers = [register];
	collectDefaultMetrics({ register });
	const ballots = new Counter({
		name: 'palaver_ballots_total',
		help: 'Ballots committed',
		registers
	});
	const batch = new Histogram({
		name: 'palaver_ballot_batch_rows',
		help: 'Ballots per commit',
		buckets: [1, 4, 16, 64, 256, 1000],
		registers
	});
	const frames = new Counter({
		name: 'palaver_frames_total',
		help: 'Frames written to subscribers',
		registers
	});
	const skipped = new Counter({
		name: 'palaver_frames_skipped_total',
		help: 'Frames not written because the subscriber was behind',
		registers
	});
	const joins = new Counter({
		name: 'palaver_joins_total',
		help: 'New participants of live sessions',
		registers
	});
	const joinsRefused = new Counter({
		name: 'palaver_joins_refused_total',
		help: 'New participants asked to come again (LIVE_JOINS_PER_SECOND)',
		registers
	});
	const streamsRefused = new Counter({
		name: 'palaver_streams_refused_total',
		help: 'Event streams not opened (LIVE_STREAMS)',
		registers
	});
	gauge('palaver_ballot_queue', 'Ballots that wait for a commit', read.queued);
	gauge('palaver_subscribers', 'Open event streams', read.subscribers);
	gauge('palaver_streams_most', 'Event streams that may be open (LIVE_STREAMS)', read.mostStreams);

	return {
		text: () => register.metrics(),
		committed(rows: number): void {
			ballots.inc(rows);
			batch.observe(rows);
		},
		joined: () => joins.inc(),
		joinRefused: () => joinsRefused.inc(),
		streamRefused: () => streamsRefused.inc(),
		delivered(written: number, behind: number): void {
			frames.inc(written);
			skipped.inc(behind);
		}
	};

	function gauge(name: string, help: string, value: () => number): void {
		new Gauge({
			name,
			help,
			registers,
			collect() {
				this.set(value());
			}
		});
	}
}
