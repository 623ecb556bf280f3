import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { questionType } from '../../questions/registry.ts';
import { besideSentence } from './beside/sentence.ts';
import type { LiveSnapshot } from './snapshot.ts';

/** What a screen reader says when the session has moved on, in the language of the page. */
export function announcementOf(snapshot: LiveSnapshot, locale: string): string {
	const { question, phase, result } = snapshot;
	if (phase === 'ended') return m.join_ended_title();
	if (snapshot.veiled) return m.livemoderation_calm_title();
	if (phase === 'paced') return m.livepace_paced_title();
	if (!question || phase === 'lobby') return m.join_lobby_title();
	if (phase === 'closed') return m.join_closed_title();
	if (phase === 'open' || !result)
		return m.join_announce_question({ prompt: textFor(question.prompts, locale) });
	const sentence = snapshot.beside
		? besideSentence(snapshot.beside, question.round, locale)
		: questionType(question.type).sentence(question.config, result, locale);
	return m.join_announce_result({ sentence });
}
