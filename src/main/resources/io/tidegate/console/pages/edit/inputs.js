// The kit's fields in the words of the editor, and its small buttons.
//
//   h(TextInput, { label: 'Title', value: 'CRM', hint, errors: [], onUpdate: (text) => … })
//   h(Choice, { label: 'Method', value: 'PUT', options: ['POST', 'PUT'], onUpdate })
//   h(Check, { label: 'Required', value: true, onUpdate })
//   h(Small, { does: 'Remove rule 2', onClick }, () => 'Remove')
//
// More: bare (the label is for screen readers alone), type, list (a datalist's id), lines (a text area), needed, mono, disabled, placeholder.
import { h, ref, watch } from '../../lib/vue.js';
import { Button, Field } from '../../ui/kit.js';

const PROPS = [
    'label',
    'value',
    'hint',
    'errors',
    'bare',
    'needed',
    'disabled',
    'type',
    'list',
    'lines',
    'mono',
    'placeholder',
    'options',
    'autocomplete',
];

const field = (props, emit, more) =>
    h(Field, {
        label: props.label,
        modelValue: props.value,
        hint: props.hint,
        error: props.errors?.length ? props.errors.join(' ') : undefined,
        hideLabel: props.bare,
        required: props.needed,
        disabled: props.disabled || undefined,
        'onUpdate:modelValue': (value) => emit('update', value),
        ...more,
    });

function made(more) {
    const component = (props, { emit }) => field(props, emit, more(props));
    component.props = PROPS;
    component.emits = ['update'];
    return component;
}

export const TextInput = made((props) => ({
    type: props.lines ? 'textarea' : (props.type ?? 'text'),
    rows: props.lines,
    list: props.list,
    mono: props.mono,
    placeholder: props.placeholder,
    autocomplete: props.autocomplete ?? 'off',
    spellcheck: 'false',
}));

export const Choice = made((props) => ({ type: 'select', options: props.options }));

export const Check = made(() => ({ type: 'checkbox' }));

export const Small = (props, { slots, attrs }) => h(Button, { small: true, kind: 'quiet', icon: props.icon, label: props.does, ...attrs }, slots);
Small.props = ['does', 'icon'];
Small.inheritAttrs = false;

/** Messages that belong to no single field. */
export const Wrong = (props) =>
    props.errors?.length
        ? h(
              'div',
              { class: 'tg-field-error', role: 'status' },
              h(
                  'ul',
                  { class: 'edit-wrong' },
                  props.errors.map((error) => h('li', error)),
              ),
          )
        : null;
Wrong.props = ['errors'];

/** A text that stands for another value; what is being typed stays as it is: read(text) → value, show(value) → text. */
export const Parsed = {
    props: [...PROPS, 'read', 'show'],
    emits: ['update'],
    setup(props, { emit }) {
        const text = ref(props.show(props.value));
        watch(
            () => props.value,
            (value) => {
                if (JSON.stringify(props.read(text.value)) !== JSON.stringify(value)) text.value = props.show(value);
            },
        );
        const typed = (now) => {
            text.value = now;
            emit('update', props.read(now));
        };
        return () => h(TextInput, { ...props, value: text.value, onUpdate: typed });
    },
};
