// A mapping as the configuration holds it, and as rows of a table, both ways. Nothing here draws or asks the server.
//
//   rowsOf({ email: '$.data.Email[0].Value' })  → [{ key: 1, target: 'email', by: 'from', source: '$.data…', convert: [], … }]
//   mappingOf(rows)                             → the mapping; undefined without rows: the event's data is sent

let keys = 0;

/** A field is taken from the event (`from`), is a constant (`value`) or an expression (`expr`). */
export function row(target = '', by = 'from', source = '') {
    return { key: ++keys, target, by, source, convert: [], fallback: '', check: '', required: false };
}

export function rowsOf(mapping) {
    return Object.entries(mapping ?? {}).map(([target, is]) => {
        if (is === null || typeof is !== 'object') return row(target, 'from', String(is ?? ''));
        const by = ['value', 'expr'].find((word) => word in is) ?? 'from';
        const made = row(target, by, by === 'value' ? constantText(is.value) : String(is[by] ?? ''));
        made.convert = convertersOf(is.convert);
        made.fallback = 'default' in is ? constantText(is.default) : '';
        made.check = is.check ?? '';
        made.required = is.required === true;
        return made;
    });
}

export function mappingOf(rows) {
    const named = rows.filter((one) => one.target.trim());
    return named.length ? Object.fromEntries(named.map((one) => [one.target.trim(), fieldOf(one)])) : undefined;
}

function fieldOf(one) {
    const more = {};
    if (one.convert.length) more.convert = one.convert.map(converterOf);
    if (one.fallback !== '') more.default = constantOf(one.fallback);
    if (one.check) more.check = one.check;
    if (one.required) more.required = true;
    const source = one.by === 'value' ? constantOf(one.source) : one.source.trim();
    return one.by === 'from' && !Object.keys(more).length ? source : { [one.by]: source, ...more };
}

/** What is wrong in itself, by row: { key: 'a sentence' }. */
export function mistakes(rows) {
    const found = {};
    const seen = new Set();
    for (const one of rows) {
        const target = one.target.trim();
        const source = String(one.source).trim();
        if (!target && (source || one.convert.length)) found[one.key] = 'Name the field that gets the value.';
        else if (target && seen.has(target)) found[one.key] = `${target} is made twice.`;
        else if (target && one.by === 'from' && !source.startsWith('$')) found[one.key] = 'A source is a path that begins with $.';
        else if (target && one.by === 'expr' && !source) found[one.key] = 'Write an expression.';
        seen.add(target);
    }
    return found;
}

/** A converter of the configuration as { name, argument }: its argument is text, JSON if it is more than a text. */
function convertersOf(convert) {
    const all = convert === undefined || convert === null ? [] : [convert].flat();
    return all.map((one) => {
        if (typeof one === 'string') return { key: ++keys, name: one, argument: '' };
        const [name, argument] = Object.entries(one)[0] ?? ['', ''];
        return { key: ++keys, name, argument: constantText(argument) };
    });
}

export const converter = (name, argument = '') => ({ key: ++keys, name, argument });

function converterOf({ name, argument }) {
    return argument === '' ? name : { [name]: constantOf(argument) };
}

/** A constant is text unless it is JSON that is no text: 5, true, ["a"], {"a": 1}; "5" in quotes is the text 5. */
export function constantOf(text) {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

export function constantText(value) {
    if (typeof value !== 'string') return value === undefined ? '' : JSON.stringify(value);
    return value === '' || constantOf(value) !== value ? JSON.stringify(value) : value;
}
