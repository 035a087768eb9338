"""Two people of a chat room: one shows the token in `auth`, the other as a header, each in a namespace of its own."""
import json
import queue
import sys

import requests
import socketio

url, transport = sys.argv[1:3]


def tell(*what):
    print(json.dumps(what), flush=True)


class Person:
    def __init__(self, name, namespace):
        account = {'username': name, 'password': 'secret', 'profile': {'name': name.title(), 'about': ''}}
        self.name = name
        self.namespace = namespace
        self.id = requests.post(f'{url}/api/user/', json=account).json()['_id']
        login = requests.post(f'{url}/api/user/login', json={'username': name, 'password': 'secret'}).json()
        tell(login['message'])
        self.bearer = f"Bearer {login['token']}"
        self.heard = queue.Queue()
        self.sio = socketio.Client(reconnection=False)
        for event in ('newMessage', 'notification', 'error'):
            self.sio.on(event, lambda data, event=event: self.heard.put([event, data]), namespace=namespace)

    def connect(self, address, **shown):
        self.sio.connect(address, transports=[transport], namespaces=[self.namespace], **shown)

    def ask(self, method, path, **body):
        return requests.request(method, f'{url}{path}', headers={'Authorization': self.bearer}, **body).json()

    def emit(self, event, payload):
        self.sio.emit(event, payload, namespace=self.namespace)

    def next(self):
        event, data = self.heard.get(timeout=60)
        tell(self.name, event, data)


ada = Person('ada', '/')
ben = Person('ben', '/socket.io')
room = ada.ask('POST', '/api/chatroom/', json={'name': 'engine', 'description': 'all of it'})['_id']
tell(ben.ask('POST', f'/api/chatroom/{room}/join'))

# In Python the address has no namespace in it: its path counts for nothing.
ada.connect(f'{url}/socket.io', headers={'Authorization': ada.bearer})
ben.connect(url, auth={'token': ben.bearer})
tell('connected over', ada.sio.transport(), ben.sio.transport())

ada.emit('joinRoom', {'chatroomId': room})
ada.next()
ben.emit('joinRoom', {'chatroomId': room})
ada.next()
ben.next()

ben.emit('chatroomMessage', {'chatroomId': room, 'message': 'Hello'})
ada.next()
ben.next()
ada.ask('POST', '/api/message/', json={'chatroom_id': room, 'content': 'Hello, Ben'})
ada.next()
ben.next()
tell([message['content'] for message in ben.ask('GET', f'/api/message/{room}')])

ben.emit('chatroomMessage', {'chatroomId': room, 'message': ' '})
ben.next()
ben.emit('leaveRoom', {'chatroomId': room})
ada.next()

stranger = socketio.Client(reconnection=False)
refused = queue.Queue()
stranger.on('connect_error', lambda data: refused.put(data), namespace='/socket.io')
try:
    stranger.connect(url, transports=[transport], namespaces=['/socket.io'], auth={'token': 'Bearer nonsense'})
except socketio.exceptions.ConnectionError:
    tell('refused', refused.get(timeout=60))

ada.sio.disconnect()
ben.sio.disconnect()
tell('unheard', ada.heard.qsize(), ben.heard.qsize())
