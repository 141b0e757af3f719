//! What the system says of a process: memory, processor time, limits, signals.

use std::time::Duration;

use anyhow::{Context, Result};
use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process, setrlimit};

/// Memory in use now, in bytes.
pub(crate) fn memory(pid: u32) -> Option<u64> {
    field(&read(pid, "status")?, "VmRSS")
}

/// The most memory that was in use since [`forget_peak`], in bytes.
pub(crate) fn peak_memory(pid: u32) -> Option<u64> {
    field(&read(pid, "status")?, "VmHWM")
}

/// Lets the peak begin again from what is in use now.
pub(crate) fn forget_peak(pid: u32) {
    let _ = std::fs::write(format!("/proc/{pid}/clear_refs"), "5");
}

/// How many files and connections it holds.
pub(crate) fn files(pid: u32) -> Option<usize> {
    std::fs::read_dir(format!("/proc/{pid}/fd")).ok().map(Iterator::count)
}

/// Processor time that it has taken, in all.
pub(crate) fn cpu(pid: u32) -> Option<Duration> {
    let ticks = ticks(&read(pid, "stat")?)?;
    Some(Duration::from_secs(ticks) / u32::try_from(rustix::param::clock_ticks_per_second()).ok()?)
}

fn read(pid: u32, file: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/{pid}/{file}")).ok()
}

/// A size from `/proc/PID/status`, which is given in kibibytes.
fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// User and system time from `/proc/PID/stat`. The name before them may hold spaces and brackets.
fn ticks(stat: &str) -> Option<u64> {
    let after = stat.rsplit_once(')')?.1;
    let mut fields = after.split_whitespace().skip(11).map(str::parse::<u64>);
    Some(fields.next()?.ok()? + fields.next()?.ok()?)
}

/// Asks a process to end.
pub(crate) fn terminate(pid: u32) -> Result<()> {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).context("no such process")?;
    kill_process(pid, Signal::TERM).context("the process cannot be signalled")
}

/// Lets a process write files no longer than this, from now on; none for as long as it likes. Linux alone can.
pub(crate) fn limit_file_size(pid: u32, bytes: Option<u64>) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).context("no such process")?;
        let limit = Rlimit { current: bytes, maximum: None };
        rustix::process::prlimit(Some(pid), Resource::Fsize, limit).context("the file size cannot be limited")?;
        Ok(())
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (pid, bytes);
        anyhow::bail!("the file size of another process cannot be limited on this system")
    }
}

/// Lets this process hold as many files as it may: clients are files too.
pub(crate) fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_status() {
        let status = "Name:\tsanad\nVmPeak:\t  999 kB\nVmHWM:\t   23040 kB\nVmRSS:\t   20480 kB\n";
        assert_eq!(field(status, "VmRSS"), Some(20 << 20));
        assert_eq!(field(status, "VmHWM"), Some(23_040 * 1024));
        assert_eq!(field(status, "VmSwap"), None);
    }

    #[test]
    fn ticks_are_found_behind_any_name() {
        let stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 100 0 0 0 150 25 0 0 20 0 4 0 100 1000 200";
        assert_eq!(ticks(stat), Some(175));
        assert_eq!(ticks("42 (a"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_has_memory_and_time() {
        let own = std::process::id();
        assert!(memory(own).is_some_and(|bytes| bytes > 1 << 20));
        assert!(peak_memory(own) >= memory(own).map(|bytes| bytes / 2));
        assert!(cpu(own).is_some());
    }
}
