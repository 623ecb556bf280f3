import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import { picturesOf } from '../export/pictures.server.ts';
import { readSession, type SessionDetail } from '../reads.server.ts';
import { readResults } from '../results.server.ts';
import { countSeats, makeSeats } from '../seats/seats.server.ts';
import { ballotBlocks } from './ballots.ts';
import { cardBlocks } from './cards.ts';
import { withDrawnCharts } from './drawn-charts.server.ts';
import { printChoice, type PrintChoice, type Sheet } from './kit.ts';
import { posterBlocks } from './poster.ts';
import { resultSheetBlocks } from './result-sheet.ts';
import { tallySheetBlocks } from './tally-sheet.ts';

type Printing = Readonly<{
	db: Db;
	actor: Actor;
	/** Of the addresses on paper. */
	origin: string;
	/** Who issues it. */
	author: string;
	smallCellK: number;
}>;

const titles = {
	poster: m.liveprint_poster,
	ballots: m.liveprint_ballots,
	tally: m.liveprint_tally_title,
	results: m.live_result_sheet
} satisfies Readonly<Record<Sheet, unknown>>;

/** One sheet of a session as tagged PDF. @throws Refusal session_unknown (404), not_allowed */
export async function printSheet(
	printing: Printing,
	activityId: string,
	sheet: Sheet,
	asked: URLSearchParams
): Promise<Uint8Array> {
	const session = await readSession(printing.db, printing.actor, activityId);
	const choice = printChoice(asked, session.settings.locales);
	const main = choice.locales[0]!;
	return renderPdf({
		title: `${titles[sheet]({}, inLocale(main))}: ${textFor(session.title, main)}`,
		locale: main,
		author: printing.author,
		paper: choice.paper,
		bare: sheet === 'poster',
		blocks: await blocksOf(printing, session, sheet, choice)
	});
}

async function blocksOf(
	{ db, actor, origin, smallCellK }: Printing,
	session: SessionDetail,
	sheet: Sheet,
	choice: PrintChoice
): Promise<PdfBlock[]> {
	const { title, asked, activityId } = session;
	switch (sheet) {
		case 'poster':
			return posterBlocks(session, origin, choice);
		case 'ballots':
			return ballotBlocks(title, asked, choice.locales);
		case 'tally':
			return tallySheetBlocks(title, asked, choice.locales);
		case 'results': {
			const results = await readResults(db, actor, session, smallCellK);
			const seats = await countSeats(db, activityId);
			const pictureOf = await picturesOf(db, asked);
			const of = { session, results, seats, smallCellK, pictureOf };
			return withDrawnCharts(resultSheetBlocks(of, choice.locales));
		}
	}
}

/**
 * Makes seat codes and prints them on cards: they can be read on this paper only.
 * @throws Refusal of `makeSeats`
 */
export async function printCards(
	{ db, actor, origin, author }: Printing,
	activityId: string,
	count: number,
	asked: URLSearchParams
): Promise<Uint8Array> {
	const session = await readSession(db, actor, activityId);
	const { locales } = printChoice(asked, session.settings.locales);
	const codes = await makeSeats(db, actor, activityId, count);
	return renderPdf({
		title: `${m.liveprint_cards({}, inLocale(locales[0]!))}: ${textFor(session.title, locales[0]!)}`,
		locale: locales[0]!,
		author,
		bare: true,
		blocks: cardBlocks(session, codes, { origin, locales })
	});
}
