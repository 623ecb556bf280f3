import { keepMessage } from './kept-message.ts';

const form = document.querySelector<HTMLFormElement>('form[data-message]');
if (form) keepMessage(form);
