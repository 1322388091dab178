// A broadcaster on Socket.IO: an event `pub` of one connection is an event `pub` for all. WebSocket alone, no credentials, in memory.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false, httpCompression: false, serveClient: false });
server.on('connection', (socket) => socket.on('pub', (data) => server.emit('pub', data)));
http.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
