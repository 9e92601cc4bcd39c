import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Audit log',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Audit log' }, () => h('p', 'This page is not there yet.')),
};
