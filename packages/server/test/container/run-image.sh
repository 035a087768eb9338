#!/bin/sh
# run-image.sh ROOT DATA UID NAME=VALUE… COMMAND…: runs a command as a container would, as far as that goes without an
# engine: a root that nobody can write, with what COPY put there over this machine's system; one volume; an empty
# environment; a network of its own, where no port is taken. Wants to be called in mount and network namespaces of its own.
set -eu
root=$1 data=$2 user=$3
shift 3

ip link set lo up
new=$(mktemp -d)
mount -t tmpfs -o mode=755 image "$new"
for place in usr bin sbin lib lib64 etc proc dev; do
  if [ -L "/$place" ]; then
    ln -s "$(readlink "/$place")" "$new/$place"
  elif [ -d "/$place" ]; then
    mkdir "$new/$place"
    mount --rbind "/$place" "$new/$place"
    [ "$place" = dev ] || [ "$place" = proc ] || mount -o remount,bind,ro "$new/$place"
  fi
done
mount --bind "$root/usr/local/bin" "$new/usr/local/bin"
mount -o remount,bind,ro "$new/usr/local/bin"
mkdir "$new/app" "$new/data"
mount --bind "$root/app" "$new/app"
mount -o remount,bind,ro "$new/app"
mount --bind "$data" "$new/data"
mount -o remount,ro "$new"
exec chroot --userspec="$user" "$new" /usr/bin/env -i -C /data PATH=/usr/local/bin:/usr/bin:/bin "$@"
