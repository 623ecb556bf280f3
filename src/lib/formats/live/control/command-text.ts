import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Command, Standing } from '../rules.ts';

/** What the button of each command says. */
export const commandText: Readonly<Record<Command, () => string>> = {
	start: m.live_command_start,
	openQuestion: m.live_command_open_question,
	next: m.live_command_next,
	repeat: m.live_command_repeat,
	close: m.live_command_close,
	reopen: m.live_command_reopen,
	reveal: m.live_command_reveal,
	conceal: m.live_command_conceal,
	showResult: m.live_command_show_result,
	toLobby: m.live_command_to_lobby,
	reset: m.livepace_command_reset,
	freeze: m.livepace_command_freeze,
	unfreeze: m.livepace_command_unfreeze,
	startTimer: m.livequiz_command_start,
	addTime: m.livequiz_command_add,
	stopTimer: m.livequiz_command_stop,
	showBeside: m.livebeside_show_earlier,
	hideBeside: m.livebeside_hide,
	openAll: m.livepace_command_open_all,
	closeAll: m.livepace_command_close_all,
	end: m.live_command_end,
	resume: m.live_command_resume
};

export const standingText: Readonly<Record<Standing, () => string>> = {
	planned: m.live_standing_planned,
	lobby: m.live_standing_lobby,
	open: m.live_standing_open,
	closed: m.live_standing_closed,
	openRevealed: m.live_standing_open_revealed,
	revealed: m.live_standing_revealed,
	paced: m.livepace_standing_paced,
	ended: m.live_standing_ended
};

/** Colour of the badge; the words say the same. */
export const standingTone: Readonly<Record<Standing, '' | 'good' | 'warn'>> = {
	planned: '',
	lobby: '',
	open: 'good',
	closed: 'warn',
	openRevealed: 'good',
	revealed: '',
	paced: 'good',
	ended: ''
};
