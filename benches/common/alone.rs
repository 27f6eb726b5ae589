//! One run of a program, with its time and its peak of memory.
//!
//! The system tells a process the peak over all children that it waited for, so each run has a small parent of its own:
//! the benchmark itself, called anew. A parent's own pages (about 2 MB) are the least that can be seen.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

const PARENT: &str = "--parent";

/// Seconds and megabytes of a run.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// From the start of the program until its end.
    pub(crate) seconds: f64,
    /// The peak of the resident set.
    pub(crate) megabytes: f64,
}

/// Runs a program, whose output is dropped.
pub(crate) fn run(program: &Path, arguments: &[&str]) -> Cost {
    let own = std::env::current_exe().expect("the benchmark has a path");
    let output = Command::new(own).arg(PARENT).arg(program).args(arguments).output().expect("the benchmark starts");
    assert!(output.status.success(), "{}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("digits");
    let mut numbers = text.split_whitespace().map(|number| number.parse().expect("a number"));
    let mut next = || numbers.next().expect("two numbers");
    Cost { seconds: next(), megabytes: next() }
}

/// To be called first by `main`: where this process is the parent of a run, it starts it, says what it cost, and ends.
pub(crate) fn be_parent() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|first| first != PARENT) {
        return;
    }
    let program = arguments.next().expect("a program");
    let started = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status().expect("the program starts");
    let seconds = started.elapsed().as_secs_f64();
    assert!(status.success(), "the program failed");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system says");
    println!("{seconds} {}", usage.max_rss() as f64 / 1024.0);
    std::process::exit(0);
}
