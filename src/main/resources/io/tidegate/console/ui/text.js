// Text {value, max = 300, mono = false}: a value from outside, shown as it is and nothing else: isolated in its writing direction,
// cut at max characters, with control and direction characters made visible.
//
//   h(Text, { value: event.subject, max: 80 })
//
// shown(text) → child nodes with the same marks, for those who need them inside an element of their own.
import { h } from '../lib/vue.js';

// C0 and C1 controls but tab and line ends, zero-width and direction characters, lone surrogates, byte order marks.
const HIDDEN = /([\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF])/;

const code = (c) => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

export function shown(text) {
    if (!HIDDEN.test(text)) {
        return text;
    }
    return text.split(HIDDEN).map((part, i) =>
        i % 2 === 0 ? part : h('span', { class: 'tg-hidden', title: `the character ${code(part)}, which cannot be seen` }, code(part)));
}

export const Text = (props) => {
    if (props.value === null || props.value === undefined || props.value === '') {
        return h('span', { class: 'tg-none' }, '–');
    }
    const all = typeof props.value === 'string' ? props.value : JSON.stringify(props.value);
    const max = Number(props.max ?? 300);
    const cut = all.length > max;
    return h('bdi', { class: ['tg-text', { 'tg-mono': props.mono }], title: cut ? `${all.length} characters; the first ${max} are shown` : undefined },
        [shown(cut ? all.slice(0, max) : all), cut ? '…' : null].flat());
};
Text.props = ['value', 'max', 'mono'];
