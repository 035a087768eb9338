/* Preloaded into a program it makes every fsync and fdatasync take SLOW_SYNC_US longer, as an ordinary disk does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*sync_function)(int);

static int slowly(const char *name, int descriptor) {
  const char *microseconds = getenv("SLOW_SYNC_US");
  if (microseconds) usleep((useconds_t)atoi(microseconds));
  return ((sync_function)dlsym(RTLD_NEXT, name))(descriptor);
}

int fsync(int descriptor) { return slowly("fsync", descriptor); }
int fdatasync(int descriptor) { return slowly("fdatasync", descriptor); }
