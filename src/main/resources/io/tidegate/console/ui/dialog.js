// Dialog {open, title, wide}, on close: a native modal dialog; Escape closes. Slots default, actions.
//
//   h(Dialog, { open: asking.value, title: 'Discard?', onClose: () => (asking.value = false) },
//     { default: () => h('p', …), actions: () => [h(Button, { onClick: … }, () => 'Cancel'), h(Button, { kind: 'danger' }, () => 'Discard')] })
//
// sure({ title, text, action, danger }) → Promise of true or false: a question with two answers, without a Dialog of your own.
//   if (await sure({ title: 'Discard 12 failed queries?', text: 'They are kept in the log.', action: 'Discard', danger: true })) …
import { h, ref, shallowRef, watch, onMounted, nextTick } from '../lib/vue.js';
import { Button } from './button.js';

let count = 0;

export const Dialog = {
    props: ['open', 'title', 'wide'],
    emits: ['close'],
    setup(props, { slots, emit }) {
        const element = ref(null);
        const id = `tg-dialog-${++count}`;
        const show = () => {
            if (props.open && element.value && !element.value.open) {
                element.value.showModal();
            } else if (!props.open && element.value?.open) {
                element.value.close();
            }
        };
        watch(() => props.open, () => nextTick(show));
        onMounted(show);
        return () => h('dialog', { ref: element, class: ['tg-dialog', { 'tg-wide': props.wide }], 'aria-labelledby': id, onClose: () => props.open && emit('close') },
            props.open ? [
                h('div', { class: 'tg-dialog-head' }, [
                    h('h2', { id }, props.title),
                    h(Button, { kind: 'quiet', icon: 'cross', label: 'Close', onClick: () => emit('close') }),
                ]),
                h('div', { class: 'tg-dialog-body' }, slots.default?.()),
                slots.actions ? h('div', { class: 'tg-dialog-foot' }, slots.actions()) : null,
            ] : null);
    },
};

const question = shallowRef(null);

export const sure = (asked) => new Promise((answer) => {
    question.value?.answer(false);
    question.value = { ...asked, answer };
});

function answer(yes) {
    const asked = question.value;
    question.value = null;
    asked?.answer(yes);
}

/** Stands once in the shell. */
export const Questions = () => h(Dialog, { open: question.value !== null, title: question.value?.title, onClose: () => answer(false) }, {
    default: () => h('p', { class: 'tg-pre-line' }, question.value?.text),
    actions: () => [
        h(Button, { onClick: () => answer(false) }, () => 'Cancel'),
        h(Button, { kind: question.value?.danger ? 'danger' : 'primary', onClick: () => answer(true) }, () => question.value?.action ?? 'Yes'),
    ],
});
