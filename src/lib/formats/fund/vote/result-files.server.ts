import { toCsv } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { ResultOutput } from './api/schemas.ts';
import type { VoteView } from './desk.server.ts';
import { pabulibText } from './pabulib-text.ts';
import { voteResult } from './result.server.ts';
import { resultOutput } from './result-output.ts';

/** A file to keep. */
export type VoteFile = Readonly<{ body: string; contentType: string; fileName: string }>;

const csv = 'text/csv; charset=utf-8';

/**
 * The files of a closed vote: `vote.json` has everything, `steps.csv` and `ballots.csv` are for spreadsheets,
 * `vote.pb` is for the programs that researchers compute such votes with (pabulib.org).
 * @throws Refusal export_unknown, results_hidden (404); ballots_hidden (404) where too few people voted
 */
export async function voteFile(
	db: Db,
	view: VoteView,
	name: string,
	{ now, k }: Readonly<{ now: Date; k: number }>
): Promise<VoteFile> {
	const result = resultOutput(await voteResult(db, view, now), view.voting.sumCents, k);
	const fileName = `${view.slug}-${name}`;
	switch (name) {
		case 'vote.json':
			return { body: JSON.stringify(result), contentType: 'application/json', fileName };
		case 'steps.csv':
			return { body: stepsCsv(result), contentType: csv, fileName };
		case 'ballots.csv':
			return { body: ballotsCsv(result), contentType: csv, fileName };
		case 'vote.pb':
			return {
				body: pabulibText(textFor(view.title, view.locale), result, view.voting),
				contentType: 'text/plain; charset=utf-8',
				fileName
			};
		default:
			throw new Refusal('missing', 'export_unknown');
	}
}

/** One row per payment of Equal Shares, or per project of the greedy rule; column names as in the API. */
function stepsCsv({ steps, shares }: ResultOutput): string {
	const greedy = (shares ? shares.completion : steps).flatMap((step) =>
		'result' in step ? [step] : []
	);
	const rows = [
		...steps.flatMap((step, index) =>
			'payments' in step
				? step.payments.map(({ people, hadCents, paysCents, keepsCents }) => [
						index + 1,
						step.number,
						step.votes,
						step.costCents,
						'taken',
						null,
						step.effectiveVotes,
						step.priceCents,
						people,
						hadCents,
						paysCents,
						keepsCents
					])
				: []
		),
		...greedy.map((step, index) => [
			(shares ? steps.length : 0) + index + 1,
			step.number,
			step.votes,
			step.costCents,
			step.result,
			step.leftBeforeCents
		])
	];
	const header = ['step', 'number', 'votes', 'costCents', 'result', 'leftBeforeCents'];
	const ofShares = [
		'effectiveVotes',
		'priceCents',
		'people',
		'hadCents',
		'paysCents',
		'keepsCents'
	];
	return toCsv(shares ? [...header, ...ofShares] : header, shares ? rows.map(padded) : rows);
}

const padded = (row: readonly (string | number | null)[]) =>
	Array.from({ length: 12 }, (_, column) => row[column] ?? null);

function ballotsCsv({ ballots, projects }: ResultOutput): string {
	if (!ballots) throw new Refusal('missing', 'ballots_hidden');
	return toCsv(
		['people', ...projects.map(({ number }) => String(number))],
		ballots.map((ballot) => [
			ballot.people,
			...projects.map(({ number }) => (ballot.projects.includes(number) ? 1 : 0))
		])
	);
}
