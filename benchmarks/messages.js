// The round trips of messages.sh between a worker and the primary of Node's own cluster module: process.send with
// its default serialization, JSON, and as many in flight.
'use strict';
const cluster = require('node:cluster');

const IN_FLIGHT = 64;
const COUNT = Number(process.argv[2] || 100000);
const ROUNDS = Number(process.argv[3] || 5);

if (cluster.isPrimary) {
  const worker = cluster.fork();
  worker.on('message', (message) => worker.send(message));
} else {
  let sent = 0, received = 0, round = 0, start;
  const send = () => process.send({ number: sent, payload: { id: sent++, name: 'sample', price: sent * 0.5, active: true } });
  const begin = () => {
    sent = received = 0;
    start = process.hrtime.bigint();
    for (let i = 0; i < IN_FLIGHT; i++) send();
  };
  process.on('message', () => {
    if (++received === COUNT) {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      console.log(`${(COUNT / seconds).toFixed(0)} round trips per second`);
      if (++round === ROUNDS) process.disconnect();
      else begin();
    } else if (sent < COUNT) {
      send();
    }
  });
  begin();
}
