/**
 * Counts down on the phone. It is told when the time is over by `tell-timer.ts`, in milliseconds of this page: the
 * phone's own clock may be wrong.
 */
import { digitsText, durationText, saidAt, shortFrom, wholeSeconds } from './time-left.ts';

const place = document.getElementById('timer')!;
const [shown, live] = place.querySelectorAll('p') as unknown as [HTMLElement, HTMLElement];
const [words, digits] = shown.children as unknown as [HTMLElement, HTMLElement];
const locale = document.documentElement.lang;

/** The end that was last said, and the seconds left then. */
let saidEnd = '';
let saidSeconds = Infinity;

function say(seconds: number): void {
	saidSeconds = seconds;
	const { say: sentence = '', up = '' } = place.dataset;
	live.textContent = seconds > 0 ? sentence.replace('{time}', durationText(seconds, locale)) : up;
}

function show(): void {
	const { ends, closes = '', words: left = '', up = '' } = place.dataset;
	shown.hidden = !ends;
	if (!ends) return void (saidEnd = '');
	const seconds = wholeSeconds(Math.max(0, Number(ends) - performance.now()));
	words.textContent = seconds > 0 ? left : up;
	digits.textContent = seconds > 0 ? digitsText(seconds, locale) : '';
	shown.toggleAttribute('data-short', seconds <= shortFrom);
	const isNews = saidEnd !== closes;
	const isPoint = saidAt.some((point) => seconds <= point && saidSeconds > point);
	saidEnd = closes;
	if (isNews || isPoint) say(seconds);
}

place.addEventListener('timer', show);
setInterval(show, 250);
show();
