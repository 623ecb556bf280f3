import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import { potSubject, type Pot } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf, type Round } from '../round/round.server.ts';
import { decisionBlocks } from './decision-blocks.ts';
import { decisionsXlsx } from './decisions-xlsx.server.ts';
import { frozenMinutes, type Attendance } from './frozen-minutes.server.ts';
import { meetingOf, type Meeting, type MeetingRef } from './meeting.server.ts';
import { minutesBlocks } from './minutes-blocks.ts';
import type { AgendaItem } from './read-meeting.server.ts';
import { juryTitle } from './jury-text.ts';

/** What minutes tell of a meeting that is over, as far as its reader may see it. */
export type Minutes = Readonly<{
	round: Round;
	meeting: Meeting;
	pot: Pot;
	items: readonly AgendaItem[];
	attendance: readonly Attendance[];
}>;

/** @throws Refusal meeting_unknown (404), not_allowed; meeting_not_closed (409) */
export async function readMinutes(db: Db, actor: Actor, ref: MeetingRef): Promise<Minutes> {
	const meeting = await meetingOf(db, ref);
	demand(permissions, actor, 'seeRound', meeting);
	if (meeting.state !== 'closed') throw new Refusal('conflict', 'meeting_not_closed');
	const round = await roundOf(db, meeting.activityId);
	const pot = await potSubject(db, round.potId);
	return { round, meeting, pot, ...(await frozenMinutes(db, actor, meeting)) };
}

export type Download = Readonly<{
	body: ReadableStream<Uint8Array>;
	contentType: string;
	fileName: string;
}>;

type Context = Readonly<{
	/** Of the text: German is what goes to the council, the reader's own is there to understand it. */
	locale: string;
	/** Who issues it. */
	author: string;
}>;

/** Niederschrift as a tagged PDF. @throws Refusal as `readMinutes` */
export async function minutesPdf(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	context: Context
): Promise<Download> {
	const minutes = await readMinutes(db, actor, ref);
	return pdf(minutes, 'minutes', minutesBlocks(minutes, context.locale), context);
}

/** What was decided, for the council, as a tagged PDF. @throws Refusal as `readMinutes` */
export async function decisionsPdf(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	context: Context
): Promise<Download> {
	const minutes = await readMinutes(db, actor, ref);
	return pdf(minutes, 'decisions', decisionBlocks(minutes, context.locale), context);
}

/** The same as a workbook. @throws Refusal as `readMinutes` */
export async function decisionsWorkbook(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ locale }: Pick<Context, 'locale'>
): Promise<Download> {
	const minutes = await readMinutes(db, actor, ref);
	return {
		body: decisionsXlsx(minutes, locale),
		contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		fileName: fileName(minutes, 'decisions', 'xlsx')
	};
}

async function pdf(
	minutes: Minutes,
	kind: 'minutes' | 'decisions',
	blocks: ReturnType<typeof minutesBlocks>,
	{ locale, author }: Context
): Promise<Download> {
	const title = juryTitle[kind](minutes.meeting.heldAt, locale);
	const bytes = await renderPdf({ title, locale, author, blocks });
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: fileName(minutes, kind, 'pdf')
	};
}

const fileName = ({ round, meeting }: Minutes, kind: string, ending: string) =>
	`palaver-${round.slug}-${kind}-${localDay(meeting.heldAt)}.${ending}`;
