import { typedText } from '../../../core/activities/activity-form.ts';
import { getLocale } from '../../../platform/i18n/paraglide/runtime.js';
import type { FurtherInput, MessageInput } from './schema.ts';

/** The form as it was typed, so that nothing is lost after a refusal. */
export type MessageValues = Readonly<{
	clientKey: string;
	topicId: string;
	placeId: string;
	text: string;
	email: string;
}>;

/** @param clientKey drawn afresh for each empty form */
export const emptyMessage = (clientKey: string): MessageValues => ({
	clientKey,
	topicId: '',
	placeId: '',
	text: '',
	email: ''
});

export function typedMessage(form: FormData): MessageValues {
	const text = (name: string) => typedText(form, name);
	return {
		clientKey: text('clientKey'),
		topicId: text('topicId'),
		placeId: text('placeId'),
		text: text('text'),
		email: text('email')
	};
}

export const messageInputOf = (typed: MessageValues): MessageInput => ({
	...typed,
	topicId: typed.topicId || null,
	placeId: typed.placeId || null,
	locale: getLocale()
});

export const furtherInputOf = ({ clientKey, text, email }: MessageValues): FurtherInput => ({
	clientKey,
	text,
	email
});
