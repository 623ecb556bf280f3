import { createServer } from 'node:http';
import pg from 'pg';
import { liveApi } from '#lib/formats/live/api/live-api.server.ts';
import type { Ballot, CastOutcome } from '#lib/formats/live/casting.server.ts';
import { runLive } from '#lib/formats/live/running.server.ts';
import type { Intake, IntakeOptions } from '#lib/platform/db/intake.server.ts';
import { apiRequestOfNode, sendToNode } from '#lib/platform/http/node-api.server.ts';
import { questionType } from '#lib/questions/registry.ts';

/**
 * The same app with the plain way to write: one INSERT per request, on 20 connections, into a table without the tally's
 * triggers. With them every vote would wait for the row that counts them all (seen: 426 ballots/s), and a group commit
 * would look better than it is.
 */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL']!, max: 20 });
await pool.query('create table if not exists plain_ballots (like ballots including all)');
const running = await runLive({
	url: process.env['DATABASE_URL']!,
	busUrl: null,
	questionType,
	smallCellK: 5,
	limits: { joinsPerSecond: 100_000, streams: 1 },
	intake: onePerRequest,
	connections: 4
});
const api = liveApi(running.service, process.env['ORIGIN']!);

createServer((req, res) => {
	const code = req.url!.split('/')[4]!;
	void api
		.castBallot(apiRequestOfNode(req), code)
		.then((answer) => sendToNode(req, res, answer, answer.headers));
}).listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens'));

process.once('SIGTERM', () => process.exit(0));

function onePerRequest<Item, Outcome>(
	options: IntakeOptions<Item, Outcome>
): Intake<Item, Outcome> {
	const submit =
		options.name === 'ballots'
			? async (item: Item) => (await insert(item as Ballot)) as Outcome
			: async (item: Item) => (await options.write([item], false))[0]!;
	return { submit, close: async () => undefined, queued: () => 0 };
}

async function insert(ballot: Ballot): Promise<CastOutcome> {
	const inserted = await pool.query({
		name: 'plain-ballot',
		text: `insert into plain_ballots (round_id, participant, answer, tally_keys)
			select r.id, $2, $3, $4 from live_rounds r where r.id = $1 and r.closed_at is null
			on conflict (round_id, participant) do update set answer = excluded.answer, tally_keys = excluded.tally_keys`,
		values: [ballot.roundId, ballot.participant, ballot.answer, ballot.tallyKeys]
	});
	return inserted.rowCount === 1 ? 'counted' : 'closed';
}
