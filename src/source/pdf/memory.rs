//! How much memory the process holds.

/// The bytes that the process holds in memory, where the system says so.
#[cfg(target_os = "linux")]
pub(super) fn resident() -> Option<usize> {
    // The second number counts pages, of 4 kB nearly everywhere; where they are larger, the limit is as many times so.
    const PAGE: usize = 4096;
    let status = std::fs::read_to_string("/proc/self/statm").ok()?;
    status.split(' ').nth(1)?.parse::<usize>().ok()?.checked_mul(PAGE)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn resident() -> Option<usize> {
    None
}
