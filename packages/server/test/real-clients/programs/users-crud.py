"""The user list, as a Python client keeps it: what is on screen comes from the events alone."""
import json
import queue
import sys

import requests
import socketio

url, transport = sys.argv[1:3]
heard = queue.Queue()
sio = socketio.Client(reconnection=False)


@sio.on('new_user')
def new_user(user):
    heard.put(['new_user', user])


@sio.on('updated_user')
def updated_user(user):
    heard.put(['updated_user', user])


@sio.on('deleted_user')
def deleted_user(user):
    heard.put(['deleted_user', user])


def tell(*what):
    print(json.dumps(what), flush=True)


def next_event():
    tell('heard', *heard.get(timeout=60))


sio.connect(url, transports=[transport])
tell('connected over', sio.transport())

made = requests.post(f'{url}/users', json={'name': 'Ada', 'email': 'ada@example.org'})
user = f"{url}/users/{made.json()['id']}"
tell(made.status_code, made.json())
next_event()

changed = requests.put(user, json={'name': 'Ada L.', 'email': 'ada@example.org'})
tell(changed.status_code, changed.json())
next_event()
tell(200, requests.get(f'{url}/users').json())

gone = requests.delete(user)
tell(gone.status_code, gone.json())
next_event()

missing = requests.get(user)
tell(missing.status_code, missing.json())
sio.disconnect()
tell('unheard', heard.qsize())
