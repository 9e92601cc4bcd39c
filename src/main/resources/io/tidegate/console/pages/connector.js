import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Connector',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Connector' }, () => h('p', 'This page is not there yet.')),
};
