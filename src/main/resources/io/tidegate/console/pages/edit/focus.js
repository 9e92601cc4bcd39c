// Where the focus goes when what had it is gone, or something new is to be filled in: without it, who works with the keyboard begins anew.
//
//   focusOn('#tg-heading')                      the first that fits, once it is drawn
//   focusOn('.edit-rule', 'input')              in the last of these, the first of those
import { nextTick } from '../../lib/vue.js';

export async function focusOn(selector, within) {
    await nextTick();
    const all = document.querySelectorAll(selector);
    (within ? all[all.length - 1]?.querySelector(within) : all[0])?.focus();
}
