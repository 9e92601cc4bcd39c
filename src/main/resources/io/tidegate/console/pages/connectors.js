import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Connectors',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Connectors' }, () => h('p', 'This page is not there yet.')),
};
