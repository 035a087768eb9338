"""Two visitors of the lobby. Each logs in with a name, joins, and draws only what arrives by event."""
import json
import queue
import sys

import requests
import socketio

url, transport = sys.argv[1:3]
EVENTS = ('message', 'message_edited', 'message_deleted', 'user_joined', 'user_left', 'error')


def tell(*what):
    print(json.dumps(what), flush=True)


class Visitor:
    def __init__(self, name):
        self.name = name
        self.heard = queue.Queue()
        self.token = requests.post(f'{url}/api/login', json={'username': name}).json()['access_token']
        self.sio = socketio.Client(reconnection=False)
        for event in EVENTS:
            self.sio.on(event, lambda data, event=event: self.heard.put([event, data]))
        self.sio.connect(url, transports=[transport])
        self.sio.emit('join', {'username': name})

    def send(self, event, **payload):
        self.sio.emit(event, {'token': self.token, 'username': self.name, **payload})

    def next(self, *, past=None):
        event, data = self.heard.get(timeout=60)
        if event == past:
            return self.next(past=past)
        tell(self.name, event, data)
        return data

    @property
    def headers(self):
        return {'Authorization': f'Bearer {self.token}'}


ada = Visitor('ada')
tell('connected over', ada.sio.transport())
ada.next()
taken = requests.post(f'{url}/api/check-username', json={'username': 'ada'})
tell(taken.status_code, taken.json())
ben = Visitor('ben')
ada.next()
ben.next()

ada.send('new_message', content='Hello <b>Ben</b>')
said = ada.next()
ben.next()

ben.send('edit_message', messageId=said['id'], content='mine now')
ben.next()

# As the page does it: by REST first, then once more by event, with the id as text from a form.
edited = requests.put(f"{url}/api/messages/{said['id']}", json={'content': 'Hello, Ben'}, headers=ada.headers)
tell(edited.status_code, edited.json()['content'])
ada.send('edit_message', messageId=str(said['id']), content='Hello, Ben')
ben.next()
tell([message['content'] for message in requests.get(f'{url}/api/messages', headers=ben.headers).json()])

# Both of her edits are told, which changes nothing for who draws them.
ada.send('delete_message', messageId=said['id'])
ben.next(past='message_edited')

ada.sio.emit('leave', {'username': 'ada'})
ben.next()
nobody = requests.get(f'{url}/api/messages')
tell(nobody.status_code, nobody.json())
ada.sio.disconnect()
ben.sio.disconnect()
