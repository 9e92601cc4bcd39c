// Payload {value, label, max = 20000}: a body or any JSON as text, indented, never as markup; long ones folded, with a button to copy all.
// value: a string (if it is JSON it is indented) or anything JSON.
//
//   h(Payload, { value: attempt.request.body, label: 'Request body' })
import { h, ref } from '../lib/vue.js';
import { Button } from './button.js';
import { toast } from './toast.js';
import { shown } from './text.js';
import { number } from './format.js';

// Beyond this, a browser is busy for seconds.
const MOST = 400_000;

function pretty(value) {
    if (typeof value !== 'string') {
        return JSON.stringify(value, null, 2) ?? '';
    }
    if (!/^\s*[[{]/.test(value) || value.length > MOST) {
        return value;
    }
    try {
        const again = JSON.stringify(JSON.parse(value), null, 2);
        // digits that a browser's numbers do not hold would be shown wrong
        return same(value, again) ? again : value;
    } catch (notJson) {
        return value;
    }
}

const digits = (text) => text.replace(/[^0-9]/g, '');
const same = (before, after) => digits(before).length === digits(after).length;

async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        toast('Copied');
    } catch (denied) {
        toast('The browser does not let the console copy: select the text instead.', { kind: 'bad' });
    }
}

export const Payload = {
    props: ['value', 'label', 'max'],
    setup(props) {
        const open = ref(false);
        return () => {
            if (props.value === null || props.value === undefined || props.value === '') {
                return h('p', { class: 'tg-none' }, 'empty');
            }
            const text = pretty(props.value);
            const most = open.value ? MOST : Number(props.max ?? 20_000);
            const cut = text.length > most;
            return h('div', { class: 'tg-payload' }, [
                h('pre', { tabindex: 0, role: 'region', 'aria-label': props.label ?? 'Content', dir: 'ltr' }, h('code', shown(cut ? text.slice(0, most) : text))),
                h('div', { class: 'tg-payload-foot' }, [
                    cut ? h('span', `${number(most)} of ${number(text.length)} characters are shown`) : null,
                    cut && !open.value ? h(Button, { small: true, kind: 'quiet', onClick: () => (open.value = true) }, () => 'Show more') : null,
                    h(Button, { small: true, kind: 'quiet', icon: 'copy', onClick: () => copy(text) }, () => 'Copy'),
                ]),
            ]);
        };
    },
};
