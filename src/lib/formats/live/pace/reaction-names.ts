import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { ReactionSign } from './reactions.ts';

/** What a sign says, for who hears it. */
export const reactionNames: Readonly<Record<ReactionSign, () => string>> = {
	up: m.livepace_reaction_up,
	heart: m.livepace_reaction_heart,
	clap: m.livepace_reaction_clap,
	question: m.livepace_reaction_question
};
