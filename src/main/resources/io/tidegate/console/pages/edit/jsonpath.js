// A rule of the builder and its JSONPath, both ways. Nothing here draws or asks the server.
//
//   write({ field: '$.data.Age', operator: '>=', type: 'number', value: '18' })  → $[?(@.data.Age >= 18)]
//   read('$[?(@.data.Age >= 18)]')                                               → the same; null: not one of the builder's
//
// A field with one [*] asks for some element of a list: $.data.Email[*].Type → $.data.Email[?(@.Type == 'Primary')].

/** In the order that they are offered; `takes`: what stands behind them. */
export const OPERATORS = [
    { operator: '==', words: 'is', takes: 'one' },
    { operator: '!=', words: 'is not', takes: 'one' },
    { operator: 'in', words: 'is one of', takes: 'many' },
    { operator: 'nin', words: 'is none of', takes: 'many' },
    { operator: '>', words: 'is more than', takes: 'one' },
    { operator: '>=', words: 'is at least', takes: 'one' },
    { operator: '<', words: 'is less than', takes: 'one' },
    { operator: '<=', words: 'is at most', takes: 'one' },
    { operator: 'contains', words: 'contains', takes: 'one' },
    { operator: 'starts', words: 'starts with', takes: 'text' },
    { operator: 'ends', words: 'ends with', takes: 'text' },
    { operator: 'matches', words: 'matches the expression', takes: 'text' },
    { operator: 'there', words: 'is there', takes: 'nothing' },
    { operator: 'missing', words: 'is not there', takes: 'nothing' },
    { operator: 'empty', words: 'is empty', takes: 'nothing' },
    { operator: 'filled', words: 'is not empty', takes: 'nothing' },
];

/** What stands behind an operator: one, many, text or nothing. */
export function takes(operator) {
    return OPERATORS.find((one) => one.operator === operator)?.takes ?? 'one';
}

const STEP = String.raw`(?:\.[A-Za-z_$][\w$-]*|\[\d+\]|\['[^'\\]*'\])`;
const FIELD = new RegExp(String.raw`^\$${STEP}+(?:\[\*\]${STEP}*)?$`);
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

/** What keeps it from being a rule, for its author; null if nothing does. */
export function mistake(rule) {
    if (!rule.field) return 'Choose a field.';
    if (!FIELD.test(rule.field)) return 'A field is a path such as $.data.Email[0].Value.';
    const need = takes(rule.operator);
    if (need === 'nothing') return null;
    const values = need === 'many' ? listed(rule.value) : [rule.value];
    if (!values.length) return 'Give at least one value.';
    if (need === 'text') return rule.value ? null : 'Give a text.';
    if (rule.type === 'number' && !values.every((value) => NUMBER.test(value.trim()))) return 'A number is written like 18 or -2.5.';
    if (rule.type === 'boolean' && !values.every((value) => /^(true|false)$/.test(value))) return 'Choose true or false.';
    return null;
}

/** Its JSONPath; only of a rule without a mistake. */
export function write(rule) {
    const [list, inner] = rule.field.includes('[*]') ? rule.field.split('[*]') : ['$', rule.field.slice(1)];
    return `${list}[?(${condition(`@${inner}`, rule)})]`;
}

function condition(path, { operator, type, value }) {
    switch (operator) {
        case 'there':
            return path;
        case 'missing':
            return `!${path}`;
        case 'empty':
            return `${path} empty true`;
        case 'filled':
            return `${path} empty false`;
        case 'starts':
            return `${path} =~ /${plain(value)}.*/s`;
        case 'ends':
            return `${path} =~ /.*${plain(value)}/s`;
        case 'matches':
            return `${path} =~ /${value.replace(/\\.|\//g, (at) => (at === '/' ? '\\/' : at))}/`;
        case 'in':
        case 'nin':
            return `${path} ${operator} [${listed(value)
                .map((one) => literal(type, one))
                .join(', ')}]`;
        default:
            return `${path} ${operator} ${literal(type, value)}`;
    }
}

/** The rule of the builder that writes this; null if there is none. */
export function read(text) {
    const whole = new RegExp(String.raw`^(\$${STEP}*)\[\?\(\s*(!?)@(${STEP}*)\s*(.*?)\s*\)\]$`, 's').exec(text.trim());
    if (!whole) return null;
    const [, list, not, inner, rest] = whole;
    const field = list === '$' ? `$${inner}` : `${list}[*]${inner}`;
    if (!FIELD.test(field) || (not && rest)) return null;
    if (!rest) return { field, operator: not ? 'missing' : 'there', type: 'text', value: '' };
    const behind = compared(rest);
    return behind && { field, ...behind };
}

function compared(rest) {
    const [, operator, right] = /^(==|!=|>=|<=|>|<|=~|in\b|nin\b|contains\b|empty\b)\s*(.+)$/s.exec(rest) ?? [];
    if (!operator) return null;
    if (operator === 'empty')
        return /^(true|false)$/.test(right) ? { operator: right === 'true' ? 'empty' : 'filled', type: 'text', value: '' } : null;
    if (operator === '=~') return matched(right);
    if (operator === 'in' || operator === 'nin') return several(operator, right);
    const value = literalRead(right);
    return value && { operator, ...value };
}

function matched(right) {
    const [, pattern, flags] = /^\/((?:[^/\\]|\\.)*)\/(s?)$/.exec(right) ?? [];
    if (pattern === undefined) return null;
    if (!flags) return { operator: 'matches', type: 'text', value: pattern.replace(/\\(.)/gs, (at, one) => (one === '/' ? '/' : at)) };
    const starts = pattern.endsWith('.*') ? unplain(pattern.slice(0, -2)) : null;
    if (starts) return { operator: 'starts', type: 'text', value: starts };
    const ends = pattern.startsWith('.*') ? unplain(pattern.slice(2)) : null;
    return ends ? { operator: 'ends', type: 'text', value: ends } : null;
}

function several(operator, right) {
    const [, inside] = /^\[\s*(.*?)\s*\]$/s.exec(right) ?? [];
    const parts = inside?.match(/'(?:[^'\\]|\\.)*'|[^,\s]+/gs) ?? [];
    const values = parts.map(literalRead);
    const same = values.length && values.every((one) => one && one.type === values[0].type && !/[,\n]|^\s|\s$/.test(one.value));
    const again = same && parts.join(', ') === inside.replace(/\s*,\s*/g, ', ');
    return again ? { operator, type: values[0].type, value: values.map((one) => one.value).join(', ') } : null;
}

/** The values of a text with commas. */
function listed(text) {
    return String(text ?? '')
        .split(/[,\n]/)
        .map((one) => one.trim())
        .filter(Boolean);
}

function literal(type, value) {
    return type === 'text' ? `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}'` : value.trim();
}

function literalRead(text) {
    if (/^(true|false)$/.test(text)) return { type: 'boolean', value: text };
    if (NUMBER.test(text)) return { type: 'number', value: text };
    const [, quoted] = /^'((?:[^'\\]|\\['\\nt])*)'$/s.exec(text) ?? /^"([^"'\\]*)"$/.exec(text) ?? [];
    return quoted === undefined ? null : { type: 'text', value: quoted.replace(/\\(.)/g, (_, one) => ({ n: '\n', t: '\t' })[one] ?? one) };
}

const plain = (text) => text.replace(SPECIAL, '\\$&');

/** The text that was made plain; null if it is more than a text. */
function unplain(pattern) {
    const text = pattern.replace(/\\([^A-Za-z0-9])/gs, '$1');
    return plain(text) === pattern ? text : null;
}
