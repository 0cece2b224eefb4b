import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Sees to it that nothing is left behind, even where this process is killed. */
export interface Guard {
  /** The processes that must not outlive this one, by a name of ours; undefined: it has ended. */
  watch(name: string, pid: number | undefined): void;
  /** A folder to be unmounted. */
  mounted(folder: string): void;
  /** Ends all that is still there, unmounts, and removes the folder; resolves when that is done. */
  end(): Promise<void>;
}

/* Each line it reads is the whole list of pids; it acts when its input ends, which it does with us, however we go.
 * A PostgreSQL that was just started has no pid here yet, and is known by its folder. */
const script = `
pids= mounts= found=
while read -r what rest; do
  case $what in pids) pids=$rest ;; mounts) mounts=$rest ;; esac
done
for pid in $pids; do kill -CONT "$pid" 2>/dev/null; kill -KILL "$pid" 2>/dev/null; done
for line in /proc/[0-9]*/cmdline; do
  case $(tr '\\0' ' ' 2>/dev/null <"$line") in
    *"postgres -D $0"*) pid=\${line#/proc/}; kill -KILL "\${pid%/cmdline}" 2>/dev/null; found=yes ;;
  esac
done
[ -n "$pids$found" ] && sleep 0.5
for folder in $mounts; do umount "$folder" 2>/dev/null || umount -l "$folder" 2>/dev/null; done
rm -rf -- "$0"
`;

/** Watches over a folder that goes with the run. With `keep` the folder stays. */
export const guardOf = (folder: string, { keep = false } = {}): Guard => {
  const child = spawn('sh', ['-c', keep ? script.replace('rm -rf -- "$0"', ':') : script, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  child.unref();
  const pids = new Map<string, number>();
  const mounts: string[] = [];
  return {
    watch: (name, pid) => {
      if (pid === undefined) pids.delete(name);
      else pids.set(name, pid);
      child.stdin.write(`pids ${[...pids.values()].join(' ')}\n`);
    },
    mounted: (mount) => {
      mounts.push(mount);
      child.stdin.write(`mounts ${mounts.join(' ')}\n`);
    },
    end: async () => {
      const ended = child.exitCode === null ? once(child, 'exit') : undefined;
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
};
