import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { arrowsRule } from './tests/architecture/arrows-rule.js';

export default ts.config(
	{
		ignores: [
			// SvelteKit keeps it out of the project: its types are those of a worker, not of a page.
			'src/service-worker.ts',
			'build/',
			'.svelte-kit/',
			'data/',
			'static/',
			'src/lib/platform/i18n/paraglide/'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		plugins: { palaver: { rules: { arrows: arrowsRule } } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'palaver/arrows': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-undef': 'off', // the type check knows better
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'separate-type-imports' }
			],
			// `found!` after a lookup that the types cannot follow; the type check forbids the rest.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': 'allow-with-description' }
			]
		}
	},
	{
		// The rules that need types, where they find what nobody sees: promises that nobody waits for.
		files: ['src/**/*.ts', 'scripts/**/*.ts', 'tests/**/*.ts', 'migrations/**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		},
		rules: {
			'svelte/no-at-html-tags': 'error',
			// The content security policy forbids inline styles: they would silently do nothing.
			'svelte/no-inline-styles': ['error', { allowTransitions: false }],
			// Links go through localizeHref, which knows the language; SvelteKit's resolve() does not.
			'svelte/no-navigation-without-resolve': 'off',
			// {' '} keeps a space that the formatter would otherwise move.
			'svelte/no-useless-mustaches': 'off',
			// What only the browser knows (localStorage) cannot be derived while the server draws the page.
			'svelte/prefer-writable-derived': 'off'
		}
	},
	{
		files: ['src/**'],
		ignores: ['src/server.ts'],
		rules: { 'no-console': 'error' }
	}
);
