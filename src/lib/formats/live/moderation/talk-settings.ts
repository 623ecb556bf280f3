import { z } from 'zod';
import { fromLocal, toLocal } from '../../../platform/local-time.ts';
import { askModes } from '../ask/rules.ts';
import { paces } from '../rules.ts';
import { shortName } from '../short-name.ts';

/** `checked`: words and texts wait until they are approved; `atOnce`: they are on the stage with the result. */
export const entryModes = ['atOnce', 'checked'] as const;

/** How people may speak up in a session, who looks at it before everybody does, and who turns the pages. */
export const talkInput = z.object({
	asks: z.enum(askModes, 'choice_invalid'),
	entries: z.enum(entryModes, 'choice_invalid'),
	twoPeople: z.boolean(),
	pace: z.enum(paces, 'choice_invalid'),
	closesAt: z.date('moment_invalid').nullable(),
	reactions: z.boolean()
});
export type TalkSettings = z.infer<typeof talkInput>;

/** The fields as they were typed. */
export type TalkValues = Readonly<{
	asks: string;
	entries: string;
	twoPeople: boolean;
	pace: string;
	closesAt: string;
	reactions: boolean;
}>;

export const talkValuesOf = ({
	asks,
	entries,
	twoPeople,
	pace,
	closesAt,
	reactions
}: TalkSettings): TalkValues => ({
	asks,
	entries,
	twoPeople,
	pace,
	closesAt: toLocal(closesAt),
	reactions
});

/** Names the settings that a form was drawn with: another mark means that somebody has changed them since. */
export const talkMark = (settings: TalkSettings): string =>
	shortName(JSON.stringify(talkValuesOf(settings)));

export function typedTalk(form: FormData): TalkValues {
	const text = (name: string) => String(form.get(name) ?? '');
	return {
		asks: text('asks'),
		entries: text('entries'),
		twoPeople: form.has('twoPeople'),
		pace: text('pace'),
		closesAt: text('closesAt'),
		reactions: form.has('reactions')
	};
}

/** What the schema checks: the moment as the city's clocks show it. */
export const untypedTalk = (typed: TalkValues) => ({
	...typed,
	closesAt: fromLocal(typed.closesAt)
});
