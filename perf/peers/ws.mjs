// A broadcaster on `ws`: what one connection says is sent to all. No channels, no history, no credentials.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false, backlog: 4096 });
server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('message', (data) => {
        for (const client of server.clients) client.send(data, { binary: false });
    });
});
