import { relative } from 'node:path';
import { complaintAbout } from './arrows.ts';

/**
 * The arrows as a lint rule, so that the editor explains them while one types.
 * @type {import('eslint').Rule.RuleModule}
 */
export const arrowsRule = {
	meta: { type: 'problem', schema: [], messages: { wrong: '{{ complaint }}' } },
	create(context) {
		const file = relative(context.cwd, context.filename).replaceAll('\\', '/');
		/**
		 * @param {import('estree').Node} node
		 * @param {unknown} specifier
		 * @param {boolean} typeOnly
		 */
		const check = (node, specifier, typeOnly) => {
			if (typeof specifier !== 'string') return;
			const complaint = complaintAbout({ file, specifier, typeOnly });
			if (complaint) context.report({ node, messageId: 'wrong', data: { complaint } });
		};
		return {
			ImportDeclaration: (node) => check(node, node.source.value, isTypeOnly(node)),
			ExportNamedDeclaration: (node) => check(node, node.source?.value, isTypeOnly(node)),
			ExportAllDeclaration: (node) => check(node, node.source.value, isTypeOnly(node)),
			ImportExpression: (node) =>
				check(node, node.source.type === 'Literal' ? node.source.value : null, false)
		};
	}
};

/** @param {object} node */
function isTypeOnly(node) {
	const { importKind, exportKind } = /** @type {{ importKind?: string, exportKind?: string }} */ (
		node
	);
	return importKind === 'type' || exportKind === 'type';
}
