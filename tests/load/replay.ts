import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { sumOfBallots } from './asked-again.ts';
import { givenDatabase } from './harness/given-database.ts';
import { rounded } from './harness/numbers.ts';
import { startApp } from './harness/server.ts';
import { readElection, totalsOf, winnersEqual, type Election } from './pabulib.ts';
import { oneSession, type Counted } from './replay-session.ts';
import { kindsOf } from './voter-groups.ts';

/**
 * Lets every voter of a published participatory-budgeting vote join a live session and vote again, each as a participant
 * of their own, through the public API over HTTP; compares what is counted with what was published. Where the file tells
 * age or sex of its voters these are the groups of a session each, and its table by groups is compared with a recount. Where a
 * ballot may cost so much, everybody first tries a dearer one.
 */
export async function run(args: string[]): Promise<object> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			phones: { type: 'string', default: '64' },
			limit: { type: 'string' },
			quick: { type: 'boolean' }
		}
	});
	const [file] = positionals;
	const phones = Number(values.phones);
	if (!file || !Number.isInteger(phones) || phones < 1) {
		throw new Error('npm run -s bench -- replay FILE.pb [--phones N] [--limit N]');
	}
	const whole = readElection(file);
	const limit = Number(values.limit ?? (values.quick ? 500 : whole.ballots.length));
	const part = { ...whole, ballots: whole.ballots.slice(0, limit) };
	const isWhole = part.ballots.length === whole.ballots.length;
	return { file: basename(file), ...(await replay(part, isWhole, phones)) };
}

async function replay(election: Election, isWhole: boolean, phones: number): Promise<object> {
	const database = await givenDatabase();
	try {
		const app = await startApp(database.url);
		try {
			// A session has one question about the group: what the file tells of its voters is asked one after the other.
			const found = kindsOf(election);
			const runs: Counted[] = [];
			for (const kind of found.length > 0 ? found : [null])
				runs.push(await oneSession(election, { database, origin: app.origin, phones, kind }));
			return reportOf(election, isWhole, runs);
		} finally {
			await app.stop();
		}
	} finally {
		await database.stop();
	}
}

function reportOf(election: Election, isWhole: boolean, runs: readonly Counted[]): object {
	const expected = totalsOf(election).map((total, index) =>
		isWhole ? (election.projects[index]!.published ?? total) : total
	);
	const all = <Key extends keyof Counted & ('acknowledged' | 'stored' | 'seconds' | 'refused')>(
		key: Key
	) => runs.reduce((sum, run) => sum + run[key], 0);
	const compared = runs.flatMap(({ tables }) => tables);
	const lost = all('acknowledged') - all('stored');
	return {
		ballots: election.ballots.length,
		projects: election.projects.length,
		question: sumOfBallots(election) === null ? 'choice' : 'budget',
		equal: expected.filter((total, index) => runs.every(({ totals }) => totals[index] === total))
			.length,
		winnersEqual: isWhole ? winnersEqual(election, runs[0]!.totals) : null,
		lost: Math.max(0, lost),
		doubled: Math.max(0, -lost),
		crosstabCells: compared.reduce((sum, { cells }) => sum + cells, 0),
		crosstabEqual: compared.reduce((sum, { equal }) => sum + equal, 0),
		crosstabHidden: compared.reduce((sum, { hidden }) => sum + hidden, 0),
		crosstabBetrayed: compared.reduce((sum, { betrayed }) => sum + betrayed, 0),
		refusedAboveBudget: all('refused'),
		seconds: rounded(all('seconds')),
		perSecond: Math.round(all('acknowledged') / all('seconds'))
	};
}
