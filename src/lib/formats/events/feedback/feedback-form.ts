import { typedText } from '../../../core/activities/activity-form.ts';
import type { FeedbackInput } from './schema.ts';

/** The form as it was typed. */
export type FeedbackValues = Readonly<{ face: string; meetingPlace: string; words: string }>;

export const emptyFeedback: FeedbackValues = { face: '', meetingPlace: '', words: '' };

export const typedFeedback = (form: FormData): FeedbackValues => ({
	face: typedText(form, 'face'),
	meetingPlace: typedText(form, 'meetingPlace'),
	words: typedText(form, 'words')
});

/** For the schema to refuse: a face that is none becomes no number. */
export const feedbackInputOf = ({ face, meetingPlace, words }: FeedbackValues): FeedbackInput => ({
	face: /^\d$/.test(face) ? Number(face) : Number.NaN,
	meetingPlace: meetingPlace === 'yes' ? true : meetingPlace === 'no' ? false : null,
	words
});
