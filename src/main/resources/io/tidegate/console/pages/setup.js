// The first administrator, by the link that the server printed.
import { setUp } from '../session.js';
import { entryPage, NAME, NEW_PASSWORD } from './entry.js';

export default entryPage({
    title: 'Welcome to Tidegate',
    intro: 'Choose how you will sign in. You will be this Tidegate’s first administrator and can invite others.',
    fields: [{ ...NAME, hint: 'Written beside all that you change.' }, ...NEW_PASSWORD],
    action: 'Make the administrator',
    send: (form, props) => setUp(props.params.token ?? '', form.name, form.password),
});
