// Fold {title, open}: something long that is there when wanted; its slot is made only when it is open.
//
//   h(Fold, { title: 'Response' }, () => h(Payload, …))
import { h, ref } from '../../lib/vue.js';

export const Fold = {
    props: ['title', 'open'],
    setup(props, { slots }) {
        const open = ref(props.open === true);
        return () => h('details', { class: 'tg-fold', open: open.value, onToggle: (event) => (open.value = event.target.open) }, [
            h('summary', props.title),
            open.value ? h('div', { class: 'tg-fold-body' }, slots.default?.()) : null,
        ]);
    },
};
