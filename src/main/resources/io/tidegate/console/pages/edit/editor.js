// The form or the YAML of a connector, what it does with an event beside it, and the line to save it: h(Editor, { draft, onSaved(configuration) }).
import { h, reactive, ref, watch } from '../../lib/vue.js';
import { post, put, tagged } from '../../api.js';
import { onLeave } from '../../router.js';
import { Button, ErrorBox, toast } from '../../ui/kit.js';
import { useCheck } from './check.js';
import { Conflict } from './conflict.js';
import { body, isChanged, judged, load, text } from './draft.js';
import { focusOn } from './focus.js';
import { Form } from './form.js';
import { TextInput } from './inputs.js';
import { TryPane } from './try-pane.js';
import { useWords } from './words.js';
import { YamlView } from './yaml.js';

const UNSAVED = 'What you changed is not saved. Leave it?';

export const Editor = {
    props: ['draft'],
    emits: ['saved'],
    setup(props, { emit }) {
        const { draft } = props;
        const words = useWords(draft);
        const given = reactive({ mode: 'stored', id: '', source: '', text: '' });
        const check = useCheck(draft, given);
        const view = ref('form');
        const saving = useSaving(draft, (is) => emit('saved', is));
        onLeave((closing) => !isChanged(draft) || saving.done || (!closing && confirm(UNSAVED)));
        watch(
            () => text(draft),
            () => (saving.problem = null), // it was said of what stood there before
        );
        draft.reload = () => saving.take(true);
        return () => [
            h(
                'div',
                { class: 'edit-views', role: 'group', 'aria-label': 'Shown as' },
                ['form', 'yaml'].map((one) =>
                    h(
                        Button,
                        {
                            key: one,
                            kind: view.value === one ? 'secondary' : 'quiet',
                            pressed: String(view.value === one),
                            onClick: () => (view.value = one),
                        },
                        () => (one === 'form' ? 'Form' : 'YAML'),
                    ),
                ),
            ),
            h('div', { class: 'edit-columns' }, [
                h('div', { class: 'edit-main' }, view.value === 'form' ? h(Form, { draft, words, check }) : h(YamlView, { draft })),
                h('aside', { class: 'edit-beside', 'aria-label': 'Try it' }, h(TryPane, { draft, given, check })),
            ]),
            draft.editable ? h(SaveLine, { draft, saving, inForm: view.value === 'form', onPlace: () => (view.value = 'yaml') }) : null,
            h(Conflict, {
                draft,
                theirs: saving.theirs,
                busy: saving.busy,
                onKeep: saving.save,
                onTake: saving.take,
                onClose: () => (saving.theirs = null),
            }),
        ];
    },
};

function useSaving(draft, saved) {
    const state = reactive({ busy: false, problem: null, theirs: null, done: false, active: true });
    const path = () => `/api/connectors/${encodeURIComponent(draft.id)}/configuration`;
    const sent = (etag) => {
        const draftNow = { ...body(draft), ...(draft.note.trim() ? { note: draft.note.trim() } : {}) };
        return draft.id ? put(path(), draftNow, { ifMatch: etag ?? draft.etag }) : post('/api/connectors', { ...draftNow, active: state.active });
    };
    const refused = async (problem) => {
        if (problem.status === 412) {
            state.theirs = await tagged(path());
            return;
        }
        draft.asked = true;
        if (problem.status === 422) judged(draft, problem.errors.map((one) => ({ ...one, message: one.detail ?? one.message })));
        state.problem = problem;
        focusOn('.edit-main [aria-invalid="true"]');
    };
    state.save = async (etag) => {
        Object.assign(state, { busy: true, problem: null });
        try {
            const is = await sent(typeof etag === 'string' ? etag : undefined);
            state.theirs = null;
            state.done = !draft.id;
            saved(is);
        } catch (problem) {
            await refused(problem).catch((second) => (state.problem = second));
        } finally {
            state.busy = false;
        }
    };
    state.take = async (quiet) => {
        const theirs = state.theirs ?? (await tagged(path()));
        load(draft, theirs.body, theirs.etag);
        Object.assign(state, { theirs: null, problem: null });
        if (quiet !== true) toast(`Version ${draft.version} is shown`);
    };
    return state;
}

/** A form has no lines; its fields say what is wrong with them. */
function withoutLines(problem) {
    return problem?.errors ? { detail: problem.detail, errors: problem.errors.map((one) => ({ detail: one.detail ?? one.message })) } : problem;
}

const SaveLine = {
    props: ['draft', 'saving', 'inForm'],
    emits: ['place'],
    setup(props, { emit }) {
        return () => {
            const { draft, saving } = props;
            const changed = isChanged(draft);
            return h('form', { class: 'edit-save', 'aria-label': 'Save', onSubmit: (event) => (event.preventDefault(), saving.save()) }, [
                h(ErrorBox, { problem: props.inForm ? withoutLines(saving.problem) : saving.problem, tabindex: 0 }), // it scrolls
                h('div', { class: 'edit-save-line' }, [
                    h('div', { class: 'edit-save-state', role: 'status' }, [
                        draft.id ? (changed ? 'Not saved yet' : `Version ${draft.version}`) : 'A new connector',
                        draft.mistakes.length && (draft.asked || draft.id)
                            ? h(
                                  Button,
                                  { small: true, kind: 'quiet', onClick: () => emit('place') },
                                  () => `${draft.mistakes.length} ${draft.mistakes.length === 1 ? 'mistake' : 'mistakes'}`,
                              )
                            : null,
                    ]),
                    h(TextInput, {
                        label: 'Note',
                        bare: true,
                        placeholder: 'What changed (optional)',
                        value: draft.note,
                        onUpdate: (text) => (draft.note = text),
                    }),
                    draft.id
                        ? null
                        : h('label', { class: 'edit-active' }, [
                              h('input', {
                                  type: 'checkbox',
                                  class: 'form-check-input',
                                  checked: saving.active,
                                  onChange: (event) => (saving.active = event.target.checked),
                              }),
                              ' active at once',
                          ]),
                    h(Button, { kind: 'primary', type: 'submit', busy: saving.busy, disabled: Boolean(draft.id) && !changed }, () =>
                        draft.id ? 'Save' : 'Save and start',
                    ),
                ]),
            ]);
        };
    },
};
