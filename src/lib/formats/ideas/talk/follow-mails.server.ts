import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import type { IdeaMap } from '../map.server.ts';
import { followUrl, stopUrl } from './follow-token.server.ts';
import type { IdeaStatus } from '../rules.ts';
import { statusText } from '../status-text.ts';

export type Follower = Readonly<{ email: string; locale: string; token: string }>;

type About = Readonly<{
	origin: string;
	map: Pick<IdeaMap, 'slug' | 'title' | 'statusNames'>;
}>;
type Idea = Readonly<{ number: number; title: string }>;

/** "Do you want mails about this?": the first half of the double opt-in. */
export function confirmationMail(
	{ origin, map, idea }: About & { idea: Idea | null },
	follower: Follower
): Mail {
	const language = inLocale(follower.locale);
	const values = {
		map: textFor(map.title, follower.locale),
		link: followUrl(origin, follower.token, follower.locale),
		idea: idea ? ideaText(idea, follower.locale) : ''
	};
	return {
		...addressed(origin, follower),
		subject: m.ideatalk_mail_confirm_subject({ map: values.map }, language),
		body: idea
			? m.ideatalk_mail_confirm_idea(values, language)
			: m.ideatalk_mail_confirm_map(values, language)
	};
}

export type TellableAnswer = Readonly<{
	idea: Idea;
	status: IdeaStatus;
	reason: Translated;
	office: string;
	dueOn: string | null;
}>;

/** At once: there is an answer to the idea that somebody follows. */
export function answerMail({ origin, map }: About, answer: TellableAnswer, to: Follower): Mail {
	const language = inLocale(to.locale);
	const idea = ideaText(answer.idea, to.locale);
	const due = answer.dueOn
		? m.ideatalk_mail_answer_due({ day: dayText(answer.dueOn, language.locale) }, language)
		: '';
	const text = m.ideatalk_mail_answer_body(
		{
			idea,
			status: statusText(answer.status as IdeaStatus, map.statusNames, to.locale).text,
			office: answer.office,
			reason: textFor(answer.reason, to.locale),
			due,
			link: ideaUrl({ origin, map }, answer.idea.number, to.locale)
		},
		language
	);
	return {
		...addressed(origin, to),
		subject: m.ideatalk_mail_answer_subject({ idea }, language),
		body: withWayOut(text, origin, to)
	};
}

/** What was new on a map, as far as the mail lists it. */
export type News = Readonly<{
	ideas: readonly Idea[];
	moreIdeas: number;
	answers: readonly Readonly<{ idea: Idea; status: IdeaStatus }>[];
	moreAnswers: number;
}>;

/** At most once a day: new ideas and answers on a map that somebody follows. */
export function digestMail({ origin, map }: About, news: News, to: Follower): Mail {
	const language = inLocale(to.locale);
	const title = textFor(map.title, to.locale);
	const link = (number: number) => ideaUrl({ origin, map }, number, to.locale);
	const more = (count: number) => (count > 0 ? [m.ideatalk_mail_more({ count }, language)] : []);
	const ideas = news.ideas.map((idea) => `${ideaText(idea, to.locale)}\n${link(idea.number)}`);
	const answers = news.answers.map(
		({ idea, status }) =>
			`${ideaText(idea, to.locale)}: ${statusText(status as IdeaStatus, map.statusNames, to.locale).text}\n${link(idea.number)}`
	);
	const parts = [
		m.ideatalk_mail_digest_lead({ map: title }, language),
		...(ideas.length > 0 ? [m.ideatalk_mail_digest_ideas({}, language), ...ideas] : []),
		...more(news.moreIdeas),
		...(answers.length > 0 ? [m.ideatalk_mail_digest_answers({}, language), ...answers] : []),
		...more(news.moreAnswers),
		origin + localizeHref(`/ideas/${map.slug}`, language)
	];
	return {
		...addressed(origin, to),
		subject: m.ideatalk_mail_digest_subject({ map: title }, language),
		body: withWayOut(parts.join('\n\n'), origin, to)
	};
}

const addressed = (origin: string, { email, locale, token }: Follower) => ({
	recipient: email,
	stopUrl: stopUrl(origin, token, locale)
});

const withWayOut = (text: string, origin: string, { locale, token }: Follower): string =>
	`${text.trim()}\n\n--\n${m.ideatalk_mail_stop({ link: stopUrl(origin, token, locale) }, inLocale(locale))}\n`;

/** "Idee 12: Mehr Schatten", the title set apart: it may run the other way. */
const ideaText = ({ number, title }: Idea, locale: string): string =>
	m.ideatalk_idea_titled({ number, title: isolated(title) }, inLocale(locale));

const ideaUrl = (
	{ origin, map }: Pick<About, 'origin'> & { map: { slug: string } },
	number: number,
	locale: string
) => origin + localizeHref(`/ideas/${map.slug}/${number}`, inLocale(locale));
