import type { IncomingMessage, ServerResponse } from 'node:http';

const ballots = new Map<string, string>();
const tally = new Map<string, number>();

/**
 * The same votes as the app gets, for the servers to compare with: one ballot per participant, the last one counts,
 * in memory only. False: the request is none.
 */
export function takeVote(req: IncomingMessage, res: ServerResponse): boolean {
	if (req.method !== 'POST' || !req.url!.endsWith('/ballots')) return false;
	const chunks: Buffer[] = [];
	req.on('data', (chunk: Buffer) => chunks.push(chunk));
	req.on('end', () => {
		const { answer } = JSON.parse(Buffer.concat(chunks).toString()) as { answer: string[] };
		count(req.headers.authorization!, answer[0]!);
		const body = '{"counted":true}';
		res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
		res.end(body);
	});
	return true;
}

function count(participant: string, said: string): void {
	const before = ballots.get(participant);
	if (before !== undefined) tally.set(before, tally.get(before)! - 1);
	ballots.set(participant, said);
	tally.set(said, (tally.get(said) ?? 0) + 1);
}
