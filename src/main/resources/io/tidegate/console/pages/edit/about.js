// Name, id and system: h(About, { draft, taken: [ids that there are] }). A new connector's id follows its title until it is written.
import { h, ref } from '../../lib/vue.js';
import { TextInput } from './inputs.js';
import { at, errors, put } from './draft.js';
import { idMistake, idOf } from './schema-fields.js';

export const About = {
    props: { draft: Object, taken: Array },
    setup(props) {
        const own = ref(Boolean(props.draft.config.id));
        const titled = (title) => {
            put(props.draft, ['title'], title);
            if (!props.draft.id && !own.value) put(props.draft, ['id'], idOf(title));
        };
        const named = (id) => {
            own.value = id !== '';
            put(props.draft, ['id'], id.trim());
        };
        const idErrors = (draft) => {
            const id = draft.config.id ?? '';
            const wrong = draft.id || (!id && !draft.asked) ? null : idMistake(id, props.taken ?? []);
            return wrong ? [wrong] : errors(draft, ['id']);
        };
        return () => {
            const { draft } = props;
            return h('div', { class: 'edit-grid' }, [
                h(TextInput, {
                    label: 'Title',
                    value: at(draft, ['title']),
                    hint: 'How people call it.',
                    errors: errors(draft, ['title']),
                    onUpdate: titled,
                }),
                h(TextInput, {
                    label: 'Id',
                    needed: true,
                    value: at(draft, ['id']),
                    disabled: Boolean(draft.id),
                    hint: draft.id ? 'It stays as it is: deliveries are kept under it.' : 'In addresses, logs and files; it cannot be changed later.',
                    errors: idErrors(draft),
                    onUpdate: named,
                }),
                h(TextInput, {
                    label: 'System',
                    value: at(draft, ['system']),
                    hint: 'The third party, such as crm. What came from a system is not sent back to it.',
                    errors: errors(draft, ['system']),
                    onUpdate: (text) => put(draft, ['system'], text),
                }),
            ]);
        };
    },
};
