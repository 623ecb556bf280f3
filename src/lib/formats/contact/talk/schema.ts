import { z } from 'zod';
import { line } from '../message/schema.ts';
import { talkWays } from '../states.ts';

export const talkLimits = { contacts: 50, keyword: 120 } as const;

/** What the team notes of a talk: what it was about and where, never with whom. */
export const talkInput = z.object({
	/** Made by the empty form: sent twice it is one note. */
	clientKey: z.uuid('input_invalid'),
	topicIds: z
		.array(z.uuid('choice_invalid'))
		.min(1, 'topic_missing')
		.transform((ids) => [...new Set(ids)]),
	placeId: z.string().min(1, 'place_missing'),
	way: z.enum(talkWays, 'choice_missing'),
	/** So many talks about the same. */
	contacts: z.int('number_invalid').min(1, 'out_of_range').max(talkLimits.contacts, 'out_of_range'),
	keyword: line(talkLimits.keyword),
	heldOn: z.iso.date('day_invalid')
});
export type TalkInput = z.input<typeof talkInput>;
export type NewTalk = z.infer<typeof talkInput>;
