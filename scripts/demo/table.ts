import { spokenCode } from '#lib/formats/live/join-code.ts';
import type { Demo } from './demo.ts';
import { cast } from './people.ts';
import type { Story } from './story.ts';

/** What a visitor of the demo needs, ready to be clicked in a terminal. */
export function printTable(
	{ origin, memory }: Demo,
	{ running, mural, seatVote, talk, quiz, ideas, fund, week, contact }: Story,
	controlKey: string
): void {
	const { code } = running;
	const rows: [string, string][] = [
		['Home page', origin],
		['Join with a phone', `${origin}/j/${code}`],
		['Code', spokenCode(code)],
		['Stage for the projector', `${origin}/live/${code}/stage`],
		['Control (second phone)', `${origin}/live/${code}/control?key=${controlKey}`],
		['Choose a picture', `${origin}/j/${mural.code}`],
		['Vote with a seat code', `${origin}${seatVote.path}`],
		['Quiz with leaderboard', `${origin}/live/${quiz.code}/stage`],
		['Answers by age (staff)', `${origin}/staff/live/${talk.activityId}/crosstab`],
		['Bank of questions (staff)', `${origin}/staff/live/bank`],
		['Idea map', `${origin}/ideas/${ideas.slug}`],
		['Street mode (moderation)', `${origin}/street/${ideas.activityId}`],
		['Neighbourhood fund', `${origin}/fund/${fund.slug}`],
		['A group’s application', `${origin}/fund/${fund.slug}/mine/${fund.receipt}`],
		['Action week', `${origin}/events/${week.slug}`],
		['Streetwork contact hours', `${origin}/contact/${contact.slug}`],
		['Directory of offers', `${origin}/offers`],
		['Measure with its values', `${origin}/measures/540-3`],
		['Sign in', `${origin}/sign-in`]
	];
	console.log('\nPalaver runs. The live session "Lebenslagenbericht" is waiting for your vote.\n');
	for (const [name, value] of rows) console.log(`  ${name.padEnd(26)}${value}`);
	console.log(`\n  Password of everybody     ${memory.secrets.password}`);
	console.log('  Second factor of staff    npm run -s demo:codes\n');
	for (const { email, name, task } of cast) {
		console.log(`  ${task.padEnd(28)}${email.padEnd(28)}${name}`);
	}
	console.log(
		'\nCtrl+C stops everything. The next start goes on here; npm run demo -- --reset begins anew.'
	);
}
