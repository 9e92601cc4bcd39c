// EditForm {query}, on done: replays a failed query with another URL, headers or body. Only what was changed is sent; secrets stay references.
import { h, reactive, computed } from '../../lib/vue.js';
import { Button, ErrorBox, Field, Text } from '../../ui/kit.js';
import { onLeave } from '../../router.js';
import { replay } from './resolve.js';

// made anew at each send
const OURS = ['idempotency-key', 'host', 'content-length', 'transfer-encoding', 'connection'];

const rows = (headers) => Object.entries(headers ?? {}).filter(([name]) => !OURS.includes(name.toLowerCase())).map(([name, value], id) => ({ id, name, value }));
const object = (all) => Object.fromEntries(all.filter((one) => one.name.trim() !== '').map((one) => [one.name.trim(), one.value]));

export const EditForm = {
    props: ['query'],
    emits: ['done', 'close'],
    setup(props, { emit }) {
        const was = { url: props.query.url, headers: object(rows(props.query.requestHeaders)), body: props.query.requestBody ?? '' };
        const isText = props.query.requestBodyEncoding !== 'base64';
        const form = reactive({ url: was.url, headers: rows(props.query.requestHeaders), body: was.body, problem: null, busy: false });
        let count = form.headers.length;

        const changes = computed(() => {
            const request = {};
            const headers = object(form.headers);
            if (form.url !== was.url) {
                request.url = form.url;
            }
            if (JSON.stringify(headers) !== JSON.stringify(was.headers)) {
                request.headers = headers;
            }
            if (isText && form.body !== was.body) {
                request.body = form.body;
            }
            return request;
        });
        const changed = () => Object.keys(changes.value);
        onLeave((closing) => form.busy || changed().length === 0 || (!closing && confirm('The edited request was not sent. Leave all the same?')));

        const wrongJson = () => {
            const type = Object.entries(object(form.headers)).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
            if (!type.includes('json') || form.body === '') {
                return null;
            }
            try {
                JSON.parse(form.body);
                return null;
            } catch (mistake) {
                return `This is no JSON, though the Content-Type says so: ${mistake.message}`;
            }
        };
        const error = (pointer) => form.problem?.errors.find((one) => one.pointer === pointer)?.detail;
        const send = async (event) => {
            event.preventDefault();
            form.busy = true;
            try {
                await replay(props.query, { request: changes.value });
                emit('done');
            } catch (problem) {
                form.problem = problem;
                form.busy = false;
            }
        };
        const header = (one, i) => h('div', { class: 'tg-header-row', key: one.id }, [
            h(Field, { label: `Name of header ${i + 1}`, hideLabel: true, modelValue: one.name, mono: true, 'onUpdate:modelValue': (v) => (one.name = v) }),
            h(Field, { label: `Value of ${one.name || `header ${i + 1}`}`, hideLabel: true, modelValue: one.value, mono: true, error: error(`/request/headers/${one.name}`), 'onUpdate:modelValue': (v) => (one.value = v) }),
            h(Button, { kind: 'quiet', icon: 'trash', label: `Remove ${one.name || `header ${i + 1}`}`, onClick: () => form.headers.splice(form.headers.indexOf(one), 1) }),
        ]);
        return () => h('form', { onSubmit: send, 'aria-label': 'Edit the request' }, [
            h(ErrorBox, { problem: form.problem }),
            h(Field, { label: `URL (${props.query.method})`, modelValue: form.url, required: true, mono: true, error: error('/request/url'), 'onUpdate:modelValue': (v) => (form.url = v) }),
            h('fieldset', { class: 'tg-headers' }, [
                h('legend', { class: 'form-label' }, 'Headers'),
                form.headers.map(header),
                h(Button, { small: true, icon: 'plus', onClick: () => form.headers.push({ id: ++count, name: '', value: '' }) }, () => 'Add a header'),
                h('p', { class: 'tg-hint' }, ['A secret stands as its reference, such as ', h('code', '{{secret:name}}'), ', and is put in when the request is sent. The Idempotency-Key is made anew.']),
            ]),
            isText ? h(Field, { label: 'Body', type: 'textarea', rows: 12, mono: true, modelValue: form.body, hint: wrongJson(), error: error('/request/body'), 'onUpdate:modelValue': (v) => (form.body = v) })
                : h('p', { class: 'tg-hint' }, 'The body is no text and stays as it is.'),
            h('p', { role: 'status', class: 'tg-quiet-text' }, changed().length === 0 ? 'Nothing is changed yet.' : ['Changed: ', h(Text, { value: changed().join(', ') })]),
            h('div', { class: 'tg-actions' }, [
                h(Button, { kind: 'primary', type: 'submit', icon: 'replay', busy: form.busy, disabled: changed().length === 0 }, () => 'Replay edited'),
                h(Button, { onClick: () => emit('close') }, () => 'Cancel'),
            ]),
        ]);
    },
};
