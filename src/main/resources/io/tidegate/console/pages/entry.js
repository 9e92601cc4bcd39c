// What the pages for who is not signed in yet have in common: a name, a card, a form whose button is busy while it is answered.
//
//   entryPage({ title, fields(form, errors), action, send(form), intro, before(), more() })   → a page module; before and more stand around the form
import { h, reactive, ref } from '../lib/vue.js';
import { Page, Card, Field, Button, ErrorBox } from '../ui/kit.js';

/** Passwords: long ones, nothing else is asked of them. */
export const LEAST = 12;

export const entryPage = ({ title, fields, intro, action, send, before, more }) => ({
    title,
    props: ['params', 'query'],
    setup(props) {
        const form = reactive({ name: '', password: '', again: '' });
        const problem = ref(null);
        const mistakes = reactive({});
        const busy = ref(false);
        const submit = async (event) => {
            event.preventDefault();
            problem.value = null;
            Object.keys(mistakes).forEach((key) => delete mistakes[key]);
            Object.assign(mistakes, wrong(form, fields));
            if (Object.keys(mistakes).length > 0) {
                return;
            }
            busy.value = true;
            try {
                await send(form, props);
            } catch (refused) {
                problem.value = refused;
                form.password = '';
                form.again = '';
            } finally {
                busy.value = false;
            }
        };
        return () => h(Page, { title }, () => [
            intro ? h('p', { class: 'tg-quiet-text' }, intro) : null,
            before?.(),
            h(Card, null, () => h('form', { onSubmit: submit, novalidate: true }, [
                h(ErrorBox, { problem: problem.value }),
                fields.map((f) => h(Field, {
                    key: f.name, ...f, name: f.name, modelValue: form[f.name], error: mistakes[f.name], required: undefined, 'aria-required': 'true',
                    'onUpdate:modelValue': (v) => (form[f.name] = v),
                })),
                h(Button, { kind: 'primary', type: 'submit', class: 'tg-full', busy: busy.value }, () => action),
            ])),
            more?.(),
        ]);
    },
});

function wrong(form, fields) {
    const found = {};
    fields.forEach((f) => {
        if (form[f.name].trim() === '') {
            found[f.name] = `${f.label} is needed`;
        } else if (f.autocomplete === 'new-password' && f.name === 'password' && form.password.length < LEAST) {
            found.password = `${form.password.length} characters; at least ${LEAST} are needed`;
        } else if (f.name === 'again' && form.again !== form.password) {
            found.again = 'This is another password than the one above';
        }
    });
    return found;
}

export const NAME = { name: 'name', label: 'Name', autocomplete: 'username', spellcheck: 'false', autocapitalize: 'none' };
export const NEW_PASSWORD = [
    { name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', hint: `At least ${LEAST} characters; a few words are good.` },
    { name: 'again', label: 'Password again', type: 'password', autocomplete: 'new-password' },
];
