import { typedText, typedTexts } from '../../../core/activities/activity-form.ts';
import type { TalkInput } from './schema.ts';

/** The form as it was typed, so that nothing is lost after a refusal. */
export type TalkValues = Readonly<{
	clientKey: string;
	topicIds: readonly string[];
	placeId: string;
	way: string;
	contacts: string;
	keyword: string;
	heldOn: string;
}>;

export function typedTalk(form: FormData): TalkValues {
	const text = (name: string) => typedText(form, name);
	return {
		clientKey: text('clientKey'),
		topicIds: typedTexts(form, 'topicIds'),
		placeId: text('placeId'),
		way: text('way'),
		contacts: text('contacts'),
		keyword: text('keyword'),
		heldOn: text('heldOn')
	};
}

export const talkInputOf = (typed: TalkValues): TalkInput => ({
	...typed,
	topicIds: [...typed.topicIds],
	way: typed.way as TalkInput['way'],
	contacts: /^\d{1,3}$/.test(typed.contacts) ? Number(typed.contacts) : Number.NaN
});
