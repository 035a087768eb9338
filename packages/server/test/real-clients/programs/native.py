"""The native API without our SDK: commands are calls with an answer, and everything that changes comes as ranges."""
import json
import queue
import sys

import socketio

url, transport, token = sys.argv[1:4]
heard = queue.Queue()
heads = queue.Queue()
sio = socketio.Client(reconnection=False)
sio.on('heads', lambda data: heads.put(data), namespace='/v1')
sio.on('range', lambda data: heard.put(data), namespace='/v1')


def tell(*what):
    print(json.dumps(what), flush=True)


def ask(command, wish):
    return sio.call(command, wish, namespace='/v1', timeout=60)


sio.connect(url, transports=[transport], namespaces=['/v1'], auth={'token': token})
tell('connected over', sio.transport())
known = {head['feed'] for head in heads.get(timeout=60)['heads']}
room = ask('room.get', {'room': 'general'})['result']['room']
tell('follows general', f"room:{room['id']}" in known)

sent = ask('message.send', {'room': 'general', 'text': 'Hello from Python', 'clientId': 'first-of-python'})
again = ask('message.send', {'room': 'general', 'text': 'Hello from Python', 'clientId': 'first-of-python'})
tell(sent['ok'], sent['result']['message']['seq'] == again['result']['message']['seq'])

items = heard.get(timeout=60)['items']
tell([item['text'] for item in items if item['kind'] == 'message'])
tell(ask('message.send', {'room': 'nowhere-at-all', 'text': 'x'})['error']['code'])
tell(ask('message.send', {'room': 'general', 'text': 7})['error']['code'])
sio.disconnect()
