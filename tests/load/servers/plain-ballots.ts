import { createServer } from 'node:http';
import { liveApi } from '#lib/formats/live/api/live-api.server.ts';
import { runLive } from '#lib/formats/live/running.server.ts';
import type { Intake, IntakeOptions } from '#lib/platform/db/intake.server.ts';
import { apiRequestOfNode, sendToNode } from '#lib/platform/http/node-api.server.ts';
import { questionType } from '#lib/questions/registry.ts';

/** The same app with the plain way to write: one INSERT per request, on 20 connections. */
const running = await runLive({
	url: process.env['DATABASE_URL']!,
	busUrl: null,
	questionType,
	intake: onePerRequest,
	connections: 20
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
	return {
		submit: async (item) => (await options.write([item]))[0]!,
		close: async () => undefined,
		queued: () => 0
	};
}
