import { shortName } from '../short-name.ts';
import { secondsLimits } from '../timer/seconds.ts';

/** What makes a quiz of a session: a leaderboard, and how long each question may be answered. */
export type QuizSettings = Readonly<{
	leaderboard: boolean;
	/** Question id to seconds; null: until somebody closes it. */
	seconds: Readonly<Record<string, number | null>>;
}>;

/** The fields as they were typed; an empty time is none. */
export type QuizValues = Readonly<{
	leaderboard: boolean;
	seconds: Readonly<Record<string, string>>;
}>;

const field = 'seconds.';

export const typedQuiz = (form: FormData): QuizValues => ({
	leaderboard: form.has('leaderboard'),
	seconds: Object.fromEntries(
		[...form].flatMap(([name, value]) =>
			name.startsWith(field) ? [[name.slice(field.length), String(value)]] : []
		)
	)
});

export const quizValuesOf = ({ leaderboard, seconds }: QuizSettings): QuizValues => ({
	leaderboard,
	seconds: Object.fromEntries(
		Object.entries(seconds).map(([id, planned]) => [id, planned === null ? '' : String(planned)])
	)
});

/** Names the settings that a form was drawn with: another mark means that somebody has changed them since. */
export const quizMark = (settings: QuizSettings): string =>
	shortName(JSON.stringify(quizValuesOf(settings)));

/** Seconds of a typed time; undefined: it is none that can be set. */
export function secondsOf(typed: string): number | null | undefined {
	if (typed === '') return null;
	const { min, max } = secondsLimits;
	const seconds = /^\d{1,3}$/.test(typed) ? Number(typed) : NaN;
	return seconds >= min && seconds <= max ? seconds : undefined;
}
