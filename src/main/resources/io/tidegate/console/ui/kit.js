// Everything that pages are made of; each file's head says its properties, with an example.
export { Page } from './page.js';
export { Card } from './card.js';
export { DataTable } from './table.js';
export { Status } from './status.js';
export { Time, exactTime } from './time.js';
export { Button } from './button.js';
export { Dialog, sure } from './dialog.js';
export { Field } from './field.js';
export { Tabs } from './tabs.js';
export { Filters } from './filters.js';
export { toast } from './toast.js';
export { Payload } from './payload.js';
export { Sparkbars } from './sparkbars.js';
export { ErrorBox, Loading } from './error.js';
export { Text, shown } from './text.js';
export { Facts } from './facts.js';
export { Icon } from './icon.js';
export { number, short, percent, plural, span } from './format.js';
