import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { pngOfSvg } from '../../../platform/pictures/png-of-svg.server.ts';
import type { Download } from '../../../platform/table-file.server.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import { readTally, shownTally } from '../question-reads.server.ts';
import { readSession, type SessionDetail } from '../reads.server.ts';
import type { Reader } from './ballots.server.ts';
import { resultSvg } from './drawing/result-picture.ts';
import { picturesOf } from './pictures.server.ts';

const contentTypes = { svg: 'image/svg+xml', png: 'image/png' } as const;
export type PictureFormat = keyof typeof contentTypes;

/** The picture that a file name such as `result.svg` asks for; null: it is none. */
export function pictureFormatOf(fileName: string): PictureFormat | null {
	const format = /^result\.(svg|png)$/.exec(fileName)?.[1];
	return (format as PictureFormat | undefined) ?? null;
}

/** Which round of which question; null: the last one in which somebody answered. */
export type Pictured = Readonly<{ activityId: string; questionId: string; round: number | null }>;

/**
 * The result of a question as a picture in the reader's language: what the results page shows, so without hidden entries.
 * @throws Refusal session_unknown, results_hidden (404): nobody answered, or too few to be shown
 */
export async function exportPicture(
	db: Db,
	actor: Actor,
	{ activityId, questionId, round: asked }: Pictured,
	{ format, locale, smallCellK }: Reader & Readonly<{ format: PictureFormat }>
): Promise<Download> {
	const session = await readSession(db, actor, activityId);
	const question = session.asked.find(({ id }) => id === questionId);
	const answered = question?.rounds.filter(({ ballots }) => ballots > 0) ?? [];
	const round = answered.findLast(({ number }) => asked === null || number === asked);
	if (!question || !round) throw new Refusal('missing', 'results_hidden');
	const read = await readTally(db, actor, activityId, round.id);
	if (isSmall(read.tally.ballots, smallCellK)) throw new Refusal('missing', 'results_hidden');
	const tally = shownTally(read);
	const svg = resultSvg(
		{
			type: question.type,
			config: question.config,
			tally,
			prompt: textFor(question.prompt, locale),
			source: sourceText(session, { ...round, ballots: tally.ballots }, locale)
		},
		locale,
		await picturesOf(db, [question])
	);
	const bytes = format === 'svg' ? new TextEncoder().encode(svg) : await pngOfSvg(svg);
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: contentTypes[format],
		fileName: `palaver-result-${question.position}-${round.number}.${format}`
	};
}

/** "Palaver · An afternoon · Kesselbrink · 21 November 2026 · 12 people" */
function sourceText(
	{ title, placeName, startedAt, startsAt }: SessionDetail,
	{ number, ballots }: Readonly<{ number: number; ballots: number }>,
	locale: string
): string {
	const language = inLocale(locale);
	const day = startedAt ?? startsAt;
	return [
		'Palaver',
		textFor(title, locale),
		placeName,
		...(day ? [dayText(day, language.locale)] : []),
		...(number > 1 ? [m.live_round({ round: formatCount(number, locale) }, language)] : []),
		m.liveexport_people({ n: ballots, shown: formatCount(ballots, locale) }, language)
	]
		.map(isolated)
		.join(' · ');
}
