// What the forms of the administration's pages have in common.
//
//   const form = useForm({ name: '', role: 'viewer' });
//   form.values.name, form.busy, form.problem, form.mistakes.name
//   onSubmit: form.submit(async (values) => …)         a Problem's errors go to their fields, the rest to form.problem
//   h(form.Input, { name: 'name', label: 'Name' })     a Field of that value
//   h(Sheet, { form, action: 'Create', onSubmit, onClose }, () => fields)    the form with its buttons
import { h, reactive, shallowReactive } from '../../lib/vue.js';
import { Button, ErrorBox, Field, toast } from '../../ui/kit.js';

export function useForm(empty, check = () => ({})) {
    const form = shallowReactive({ values: reactive({ ...empty }), busy: false, problem: null, mistakes: {} });
    form.clear = () => {
        Object.assign(form.values, empty);
        Object.assign(form, { busy: false, problem: null, mistakes: {} });
    };
    form.submit = (send) => async (event) => {
        event.preventDefault();
        Object.assign(form, { problem: null, mistakes: check(form.values) });
        if (Object.keys(form.mistakes).length > 0) {
            return;
        }
        form.busy = true;
        try {
            await send({ ...form.values });
        } catch (problem) {
            take(form, problem);
        } finally {
            form.busy = false;
        }
    };
    form.Input = (props) => h(Field, {
        ...props, modelValue: form.values[props.name], error: form.mistakes[props.name],
        'onUpdate:modelValue': (v) => (form.values[props.name] = v),
    });
    form.Input.props = ['name', 'label', 'type', 'hint', 'options', 'required', 'autocomplete', 'mono', 'rows', 'min'];
    return form;
}

function take(form, problem) {
    const mistakes = {};
    (problem.errors ?? []).forEach((one) => {
        const name = String(one.pointer ?? '').replace(/^\//, '');
        if (name in form.values) {
            mistakes[name] = one.detail;
        }
    });
    form.mistakes = mistakes;
    form.problem = Object.keys(mistakes).length === 0 ? problem : null;
}

export const Sheet = (props, { slots, emit }) => h('form', { novalidate: true, onSubmit: (event) => emit('submit', event) }, [
    h(ErrorBox, { problem: props.form.problem }),
    slots.default(),
    h('div', { class: 'tg-dialog-foot' }, [
        props.closable === false ? null : h(Button, { onClick: () => emit('close') }, () => 'Cancel'),
        h(Button, { kind: 'primary', type: 'submit', busy: props.form.busy }, () => props.action),
    ]),
]);
Sheet.props = ['form', 'action', 'closable'];
Sheet.emits = ['submit', 'close'];

/** Something is said to be missing in the page's words. */
export const needed = (names) => (values) => {
    const mistakes = {};
    Object.entries(names).forEach(([name, label]) => {
        if (String(values[name] ?? '').trim() === '') {
            mistakes[name] = `${label} is needed`;
        }
    });
    return mistakes;
};

/** Carries out what a button asks; what goes wrong is told at the page's edge. */
export async function carryOut(work, said) {
    try {
        await work();
        if (said) {
            toast(said);
        }
        return true;
    } catch (problem) {
        toast(problem.detail ?? String(problem), { kind: 'bad' });
        return false;
    }
}

export const ROLES = [
    { value: 'viewer', text: 'viewer: looks, masked' },
    { value: 'operator', text: 'operator: switches, replays' },
    { value: 'author', text: 'author: connectors, secrets' },
    { value: 'admin', text: 'admin: everything' },
];
