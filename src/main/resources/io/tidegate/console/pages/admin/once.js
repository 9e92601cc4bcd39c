// Once {value, label, hint}: a text that is shown this one time, with a button to copy it.
import { h, ref } from '../../lib/vue.js';
import { Button, Field } from '../../ui/kit.js';

export const Once = {
    props: ['value', 'label', 'hint'],
    setup(props) {
        const said = ref('');
        const copy = async () => {
            try {
                await navigator.clipboard.writeText(props.value);
                said.value = 'Copied.';
            } catch (denied) {
                said.value = 'The browser does not let the console copy: select the text instead.';
            }
        };
        return () => h('div', { class: 'tg-once' }, [
            h(Field, { label: props.label, modelValue: props.value, hint: props.hint, mono: true, readonly: true, onFocus: (event) => event.target.select() }),
            h(Button, { icon: 'copy', onClick: copy }, () => 'Copy'),
            h('span', { role: 'status', class: 'tg-hint' }, said.value),
        ]);
    },
};
