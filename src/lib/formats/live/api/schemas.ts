import { z } from 'zod';
import { writtenLanguages } from '../../../questions/entry-language.ts';
import { askModes } from '../ask/rules.ts';
import { reactionSigns } from '../pace/reactions.ts';

const translated = z.record(z.string(), z.string()).meta({ description: 'language tag to text' });

export const organisationSchema = z
	.union([z.strictObject({ id: z.uuid() }), z.strictObject({ name: z.string() })])
	.meta({ description: 'an organisation of the register, or its name' });

export const joinInput = z.object({ organisation: organisationSchema.nullish() });

export const ballotInput = z.object({
	question: z.uuid().meta({ description: 'id of the question' }),
	round: z.int().min(1).meta({ description: 'round of the question that the answer is for' }),
	// Its question checks it.
	answer: z
		.unknown()
		.optional()
		.meta({
			description: [
				'choice, picturechoice and ranking: array of option ids, a ranking with the first choice first',
				'budget: array of project ids',
				'scale and number: number',
				'points: object of option id to whole points',
				'matrix: object of item id to the place of the step from 1, or "dontKnow"',
				'grid2x2: object of item id to { x, y }, both from 1',
				'date: YYYY-MM-DD',
				'words: array of strings',
				'text: string',
				'spot: array with one field, as ["C4"]',
				'pin: the same, or { lat, lng }, of which only the field is kept',
				'information: ["read"]',
				'consent: ["yes"] or ["no"]'
			].join('; ')
		}),
	language: z.enum(writtenLanguages).optional().meta({
		description:
			'in which somebody wrote words or a text, so that it is shown and read aloud in it; absent: nobody knows. It is not part of the answer: the same answer again in another language changes nothing. Answers of other types have none.'
	})
});

export const reactionInput = z.object({ sign: z.enum(reactionSigns) });
export const reactionOutput = z.object({ tapped: z.literal(true) });

export const ballotOutput = z.object({ counted: z.literal(true) });

export const tallySchema = z.object({
	ballots: z.int().min(0).meta({ description: 'people who answered' }),
	counts: z.record(z.string(), z.int()).meta({
		description:
			'how often each key was said; of free entries the 200 most frequent. Behind a colon stands more of an option or item: its rank (ranking), a power of two of its points (points), a step (matrix), axis and step (grid2x2). Keys of a date are days, Mondays or months.'
	}),
	languages: z.record(z.string(), z.enum(writtenLanguages)).optional().meta({
		description:
			'of words and texts: the language in which most people wrote the key, where it is known; never how many'
	})
});

const questionSchema = z.object({
	id: z.uuid(),
	type: z.string(),
	round: z.int().min(1),
	position: z.int().min(1),
	of: z.int().min(1),
	prompt: z.string().meta({ description: "in the session's main language" }),
	prompts: translated,
	config: z.json().meta({
		description:
			'as its type has it; a right answer only once the voting is closed and the result shown'
	}),
	open: z.boolean().meta({ description: 'ballots are taken' }),
	closesAt: z.iso.datetime().nullable().meta({
		description:
			'no ballot is taken from then on, by the server’s clock, which a stream tells as its first event; null: no timer'
	}),
	ballots: z.int().min(0),
	room: z.record(z.string(), z.int()).nullable().meta({
		description:
			'people by source where it was not their own phone: tablet, hands, paper; null: nobody'
	}),
	mayChangeVote: z.boolean(),
	background: z.boolean().meta({
		description:
			'it asks to which group people belong; answers to other questions may be shown by these groups, never of few people'
	})
});

const publicAskSchema = z.object({
	id: z.uuid(),
	number: z.int().min(1),
	text: z.string(),
	locale: z.string().meta({ description: 'language of the page on which it was written' }),
	supporters: z.int().min(0).meta({ description: 'people who want it answered, the asker too' }),
	answered: z.boolean(),
	answer: z.string().nullable()
});

const besideValue = z.object({
	value: z.number().meta({ description: 'a share of the people who answered (0 to 1), or a mean' }),
	people: z.int().min(0),
	length: z.number().meta({ description: 'of its bar, 0 to 1' })
});

const besideSchema = z.object({
	round: z.int().min(1).meta({ description: 'number of the earlier round' }),
	kind: z.enum(['shares', 'means']),
	people: z.array(z.int()).meta({ description: 'who answered, before and now' }),
	parts: z.array(
		z.object({
			key: z.string(),
			label: translated,
			language: z
				.string()
				.optional()
				.meta({ description: 'of what people wrote, where it is known' }),
			values: z
				.array(besideValue.nullable())
				.meta({ description: 'before and now; null: it could tell what a few people said' }),
			change: z.number().nullable().meta({ description: 'by how much, reckoned before rounding' })
		})
	),
	further: z.int().min(0).meta({ description: 'rows for which there is no room' }),
	tooRare: z.int().min(0).meta({ description: 'further answers that too few people gave' }),
	onlySometimes: z.array(translated).meta({ description: 'options that only one round had' }),
	changed: z.record(z.string(), z.enum(['prompt', 'other'])).meta({
		description:
			'by language of the reader: it asked something else then, in the prompt or in the rest'
	}),
	promptThen: translated.nullable().meta({ description: 'null: it asked the same' }),
	k: z.int().min(1).meta({ description: 'fewer people than this do not stand alone' })
});

export const snapshotSchema = z.object({
	code: z.string(),
	title: z.string(),
	titles: translated,
	locales: z.array(z.string()),
	phase: z.enum(['lobby', 'open', 'closed', 'revealed', 'paced', 'ended']),
	version: z.int().min(0),
	participants: z.int().min(0),
	question: questionSchema.nullable(),
	result: tallySchema
		.nullable()
		.meta({ description: 'null until the moderator reveals it, and while everything is veiled' }),
	beside: besideSchema
		.nullable()
		.meta({ description: 'an earlier round of the question, set beside its result' }),
	frozen: z.boolean().meta({ description: 'the result stands still while ballots go on' }),
	veiled: z.boolean().meta({ description: 'the moderator has covered stage and phones' }),
	asks: z.object({
		mode: z.enum(askModes).meta({ description: 'whether residents may ask, and who looks first' }),
		onStage: z
			.object({ pinned: z.boolean(), asks: z.array(publicAskSchema), total: z.int().min(0) })
			.nullable()
	}),
	paced: z
		.object({ questions: z.int().min(1), ballots: z.int().min(0) })
		.nullable()
		.meta({ description: 'each phone goes through the questions by itself' }),
	leaderboard: z
		.object({
			board: z
				.object({
					players: z.int().min(0),
					top: z.array(
						z.object({
							name: z.tuple([z.int(), z.int(), z.int()]).meta({
								description: 'the drawn name: places in the lists of words, and a number'
							}),
							points: z.int().min(1),
							place: z.int().min(1)
						})
					),
					tied: z.int().min(0)
				})
				.nullable()
				.meta({ description: 'with the result of a knowledge question and at the end' })
		})
		.nullable()
		.meta({ description: 'null: there is none in this session' }),
	closesAt: z.iso.datetime().nullable().meta({ description: 'ends by itself then' }),
	locked: z.boolean().meta({ description: 'nobody new comes in' }),
	reactions: z
		.partialRecord(z.enum(reactionSigns), z.int().min(1))
		.nullable()
		.meta({ description: 'taps of the last ten seconds; null: there are none to tap' })
});

export const askListSchema = z.object({
	code: z.string(),
	mode: z.enum(askModes),
	open: z.boolean().meta({ description: 'questions and supports are taken' }),
	veiled: z.boolean(),
	total: z.int().min(0),
	asks: z.array(publicAskSchema).meta({ description: 'the first hundred, most support first' })
});

export const joinOutput = z.object({
	participant: z
		.string()
		.meta({ description: 'may be sent later as Authorization: Bearer, instead of the cookie' }),
	session: snapshotSchema
});
