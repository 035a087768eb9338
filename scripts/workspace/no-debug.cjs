// In the bundle the place of the package `debug`, with which Engine.IO and Socket.IO say ten times for each packet what
// nobody listens to: 0.8 µs of the 30 that a send takes. The server has a log of its own.
const say = () => {}
const debug = () => say
module.exports = Object.assign(debug, { debug, default: debug })
