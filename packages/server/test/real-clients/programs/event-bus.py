"""Two clients of the event bus: one asks, and both hear what is broadcast."""
import json
import queue
import sys

import requests
import socketio

url, transport = sys.argv[1:3]


def client():
    sio = socketio.Client(reconnection=False)
    heard = queue.Queue()
    for event in ('response', 'error', 'broadcast'):
        sio.on(event, lambda data, event=event: heard.put([event, data]))
    sio.connect(url, transports=[transport])
    return sio, heard


def tell(*what):
    print(json.dumps(what), flush=True)


def send(kind, payload):
    ada.emit(kind, {'type': kind, 'payload': payload})


def ask(kind, payload):
    send(kind, payload)
    event, data = heard.get(timeout=60)
    tell(event, data)
    return data


ada, heard = client()
ben, heard_by_ben = client()
tell('connected over', ada.transport())

created = ask('CREATE', {'field1': 'value1', 'field2': 'value2'})['data']
ask('UPDATE', {'id': created['_id'], 'updateData': {'field1': 'newValue'}})
ask('FETCH', {'filter': {'field1': 'newValue'}})
ask('FETCH', {'filter': {'field1': {'$ne': None}}})
tell('listed', requests.get(f'{url}/api/events').json())
ask('DELETE', {'id': created['_id']})
ask('DELETE', {'id': created['_id']})

send('BROADCAST', {'message': 'Hello, everyone!'})
tell('ben', *heard_by_ben.get(timeout=60))
first, second = heard.get(timeout=60), heard.get(timeout=60)
tell('ada', *sorted([first[0], second[0]]))

ada.disconnect()
ben.disconnect()
tell('unheard', heard.qsize(), heard_by_ben.qsize())
