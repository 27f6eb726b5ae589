"""Runs a command and prints its exit code, seconds and peak memory (kB). Small on purpose.

The peak that Linux reports of a process begins with that of the process which started it, so that a large harness
would be measured instead of a small program. This one, run as `python -I -S`, has about 9 MB.
"""

import os
import sys
import time

output, *command = sys.argv[1:]
null = os.open(os.devnull, os.O_RDWR)
actions = [
    (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
    (os.POSIX_SPAWN_DUP2, null, 0),
    (os.POSIX_SPAWN_DUP2, null, 2),
]
start = time.perf_counter()
child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - start, usage.ru_maxrss)
