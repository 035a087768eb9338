"""python-socketio's other client, on asyncio: one connection into both namespaces of the chat rooms, and the bus."""
import asyncio
import json
import sys

import requests
import socketio

url, transport = sys.argv[1:3]


def tell(*what):
    print(json.dumps(what), flush=True)


async def main():
    account = {'username': 'ada', 'password': 'secret', 'profile': {'name': 'Ada', 'about': ''}}
    requests.post(f'{url}/api/user/', json=account)
    token = requests.post(f'{url}/api/user/login', json=account).json()['token']
    headers = {'Authorization': f'Bearer {token}'}
    room = requests.post(f'{url}/api/chatroom/', json={'name': 'engine'}, headers=headers).json()['_id']

    heard = asyncio.Queue()

    def told(*what):
        heard.put_nowait(what)

    sio = socketio.AsyncClient(reconnection=False)
    for namespace in ('/', '/socket.io'):
        sio.on('newMessage', lambda data, at=namespace: told(at, data['message']), namespace=namespace)
    sio.on('broadcast', lambda data: told('broadcast', data))
    await sio.connect(
        url, transports=[transport], namespaces=['/', '/socket.io'], auth={'token': f'Bearer {token}'}
    )
    tell('connected over', sio.transport())

    for namespace in ('/', '/socket.io'):
        await sio.call('joinRoom', {'chatroomId': room}, namespace=namespace, timeout=60)
    await sio.emit('chatroomMessage', {'chatroomId': room, 'message': 'Hello'}, namespace='/socket.io')
    tell(*sorted([await asyncio.wait_for(heard.get(), 60), await asyncio.wait_for(heard.get(), 60)]))

    await sio.emit('BROADCAST', {'type': 'BROADCAST', 'payload': {'message': 'Hello, everyone!'}})
    tell(*await asyncio.wait_for(heard.get(), 60))
    await sio.disconnect()


asyncio.run(main())
