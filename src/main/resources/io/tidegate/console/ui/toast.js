// toast(text, { undo, kind = 'good', action }): a short message at the edge, read out politely. undo: what its button does; action: the button's word.
// One with a button stays 10 s, others 5 s; it waits while pointed at or focused.
//
//   toast('crm-contacts is inactive', { undo: () => activate(id) })
//   toast(problem.detail, { kind: 'bad' })
import { h, reactive } from '../lib/vue.js';
import { Button } from './button.js';
import { Icon } from './icon.js';
import { shown } from './text.js';

const all = reactive([]);
let count = 0;

/** Who was in it is led back to what it came of, or to where they were before. */
function remove(one) {
    clearTimeout(one.timer);
    if (document.activeElement?.closest(`[data-toast="${one.id}"]`)) {
        (one.from?.isConnected ? one.from : one.before)?.focus();
    }
    const at = all.findIndex((t) => t.id === one.id);
    if (at >= 0) {
        all.splice(at, 1);
    }
}

function wait(one) {
    clearTimeout(one.timer);
    one.timer = setTimeout(() => remove(one), one.undo ? 10_000 : 5000);
}

function enter(one, event) {
    clearTimeout(one.timer);
    if (!event.currentTarget.contains(event.relatedTarget)) {
        one.before = event.relatedTarget;
    }
}

export function toast(text, options = {}) {
    const from = document.activeElement === document.body ? null : document.activeElement;
    const one = { id: ++count, text, kind: 'good', ...options, timer: null, from };
    all.push(one);
    if (all.length > 4) {
        remove(all[0]);
    }
    wait(one);
}

async function undo(one) {
    remove(one);
    try {
        await one.undo();
    } catch (problem) {
        toast(problem.detail ?? String(problem), { kind: 'bad' });
    }
}

/** Stands once in the shell. */
export const Toasts = () => h('div', { class: 'tg-toasts', role: 'status', 'aria-live': 'polite' }, all.map((one) =>
    h('div', {
        key: one.id, 'data-toast': one.id, class: ['tg-toast', `tg-toast-${one.kind}`],
        onMouseenter: () => clearTimeout(one.timer), onMouseleave: () => wait(one), onFocusin: (event) => enter(one, event), onFocusout: () => wait(one),
    }, [
        h(Icon, { name: one.kind === 'bad' ? 'alert' : 'check' }),
        h('span', shown(String(one.text).slice(0, 500))),
        one.undo ? h(Button, { kind: 'quiet', onClick: () => undo(one) }, () => one.action ?? 'Undo') : null,
        h(Button, { kind: 'quiet', icon: 'cross', label: 'Close this message', onClick: () => remove(one) }),
    ])));
