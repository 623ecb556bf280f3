import type { LivePhase } from './snapshot.ts';

/**
 * Where a session stands. A round has two switches, voting (open or closed) and the result (hidden or shown), hence
 * four standings: `openRevealed` is a result that grows on the stage while people still vote. `paced`: all questions are
 * open at once, and everybody goes through them by themselves.
 */
export const standings = [
	'planned',
	'lobby',
	'open',
	'closed',
	'openRevealed',
	'revealed',
	'paced',
	'ended'
] as const;
export type Standing = (typeof standings)[number];

/** What a moderator can press. */
export const commands = [
	'start',
	'openQuestion',
	'next',
	'repeat',
	'close',
	'reopen',
	'reveal',
	'conceal',
	'showResult',
	'toLobby',
	'reset',
	'freeze',
	'unfreeze',
	'startTimer',
	'addTime',
	'stopTimer',
	'showBeside',
	'hideBeside',
	'openAll',
	'closeAll',
	'end',
	'resume'
] as const;
export type Command = (typeof commands)[number];

const fromQuiet = {
	openQuestion: 'open',
	next: 'open',
	showResult: 'revealed',
	end: 'ended'
} as const;
/** A timer is of the open question; whether one runs says which of these is possible. */
const ofTimer = (standing: 'open' | 'openRevealed') =>
	({ startTimer: standing, addTime: standing, stopTimer: standing }) as const;
const fromClosed = { ...fromQuiet, repeat: 'open', toLobby: 'lobby' } as const;

/** The whole workflow: what has no entry is not possible. A new question needs the open one to be closed first. */
export const workflow: Readonly<Record<Standing, Readonly<Partial<Record<Command, Standing>>>>> = {
	planned: { start: 'lobby' },
	lobby: { ...fromQuiet, openAll: 'paced' },
	open: {
		close: 'closed',
		reveal: 'openRevealed',
		reset: 'open',
		...ofTimer('open'),
		end: 'ended'
	},
	openRevealed: {
		close: 'revealed',
		conceal: 'open',
		freeze: 'openRevealed',
		unfreeze: 'openRevealed',
		...ofTimer('openRevealed'),
		reset: 'open',
		end: 'ended'
	},
	closed: { ...fromClosed, reveal: 'revealed', reopen: 'open' },
	revealed: {
		...fromClosed,
		conceal: 'closed',
		reopen: 'openRevealed',
		showBeside: 'revealed',
		hideBeside: 'revealed'
	},
	paced: { closeAll: 'lobby', reset: 'paced', end: 'ended' },
	ended: { resume: 'lobby' }
};

/** Who turns the pages: the moderator for all, or each participant for themselves. */
export const paces = ['moderator', 'participant'] as const;
export type Pace = (typeof paces)[number];

const ofPace: Readonly<Partial<Record<Command, Pace>>> = {
	next: 'moderator',
	openQuestion: 'moderator',
	repeat: 'moderator',
	openAll: 'participant',
	closeAll: 'participant'
};

/** What of the workflow is possible at this pace, while a result stands still or moves, alone or not, and with a timer or without. */
export function isPossible(
	command: Command,
	standing: Standing,
	{
		pace,
		frozen,
		timed,
		beside
	}: Readonly<{ pace: Pace; frozen: boolean; timed: boolean; beside: string | null }>
): boolean {
	if (!workflow[standing][command]) return false;
	if (command === 'freeze') return !frozen;
	if (command === 'unfreeze') return frozen;
	if (command === 'hideBeside') return beside !== null;
	if (command === 'startTimer') return !timed;
	if (command === 'addTime' || command === 'stopTimer') return timed;
	return (ofPace[command] ?? pace) === pace;
}

/** What `standingOf` looks at. */
export type Marks = Readonly<{
	startedAt: Date | null;
	endedAt: Date | null;
	round: Readonly<{ closedAt: Date | null; revealedAt: Date | null }> | null;
	/** Questions are open for everybody to go through by themselves. */
	paced?: boolean | null;
}>;

export function standingOf({ startedAt, endedAt, round, paced }: Marks): Standing {
	if (endedAt) return 'ended';
	if (!startedAt) return 'planned';
	if (!round) return paced ? 'paced' : 'lobby';
	if (round.closedAt) return round.revealedAt ? 'revealed' : 'closed';
	return round.revealedAt ? 'openRevealed' : 'open';
}

/** What everybody is told of a standing. */
export const phaseOf: Readonly<Record<Standing, LivePhase>> = {
	planned: 'lobby',
	lobby: 'lobby',
	open: 'open',
	closed: 'closed',
	openRevealed: 'revealed',
	revealed: 'revealed',
	paced: 'paced',
	ended: 'ended'
};

/** The command that usually comes next; the control page makes it the big button. */
export function usualCommand(
	standing: Standing,
	questionsLeft: boolean,
	pace: Pace = 'moderator'
): Command | null {
	switch (standing) {
		case 'planned':
			return 'start';
		case 'lobby':
		case 'revealed':
			if (!questionsLeft) return 'end';
			return pace === 'participant' ? 'openAll' : 'next';
		case 'open':
		case 'openRevealed':
			return 'close';
		case 'closed':
			return 'reveal';
		case 'paced':
			return 'closeAll';
		case 'ended':
			return null;
	}
}

/** Takes the last step back; null where the next step is the way on. */
export const undoOf: Readonly<Record<Standing, Command | null>> = {
	planned: null,
	lobby: null,
	open: null,
	closed: 'reopen',
	openRevealed: 'conceal',
	revealed: 'conceal',
	paced: null,
	ended: 'resume'
};

/** Nobody shall have to ask whether it was 000000 or 00000, and nobody shall hit a session by typing along the keys. */
export function isEasilyConfused(code: string): boolean {
	const digits = [...code].map(Number);
	const steps = digits.slice(1).map((digit, index) => (digit - digits[index]! + 10) % 10);
	return (
		new Set(digits).size < 3 ||
		/(.)\1\1/.test(code) ||
		steps.every((step) => step === 1) ||
		steps.every((step) => step === 9)
	);
}

/** The code stays known for this long after the end: people look up the result and what becomes of it. */
export const codeDaysAfterEnd = 30;

/** A control link works for one event, not for the next. */
export const controlLinkHours = 12;

/** Kept with the participants' key for a year unless the moderator chose another day: a yearly report needs it so long. */
export const defaultRetentionDays = 365;
