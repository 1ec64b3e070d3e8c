import { Actions } from './actions.js';
import { Live } from './live.js';
import { Table } from './table.js';

const table = new Table();
const live = new Live(
  '/overview',
  (update) => {
    table.prepare(update);
    actions.prepare(update);
  },
  document.getElementById('connection'),
);
const actions = new Actions(live, document.getElementById('notice'));

table.start();
actions.start();
live.start();
